package io.lossatlas.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final TensorShape INPUT = TensorShape.of(2, 4, 4);
    private static final Window SQUARE = Window.square(3, 1, 1);

    @Test
    void aBuilderLaysParametersOneAfterAnother() {
        Graph graph = new GraphBuilder(INPUT)
                .addBiased("conv", new Conv(3, SQUARE), List.of(Graph.INPUT))
                .add("norm", new BatchNorm(1e-5, 0.9), List.of("conv"))
                .add("flat", new Flatten(), List.of("norm"))
                .addBiased("dense", new Dense(5), List.of("flat"))
                .build("dense");

        assertThat(graph.layout().parameters())
                .containsExactly(
                        new Parameter("conv", Role.BIAS, List.of(3), 0),
                        new Parameter("conv", Role.CONV, List.of(3, 2, 3, 3), 3),
                        new Parameter("norm", Role.BN_GAMMA, List.of(3), 57),
                        new Parameter("norm", Role.BN_BETA, List.of(3), 60),
                        new Parameter("norm", Role.BN_MEAN, List.of(3), 63),
                        new Parameter("norm", Role.BN_VAR, List.of(3), 66),
                        new Parameter("dense", Role.DENSE, List.of(5, 48), 69),
                        new Parameter("dense", Role.BIAS, List.of(5), 309));
        assertThat(graph.node("conv").parameters()).extracting(Parameter::role).containsExactly(Role.CONV, Role.BIAS);
        assertThat(graph.multiplyAdds()).isEqualTo(3 * 2 * 9 * 16 + 5 * 48);
        assertThat(graph.readers()).containsEntry(Graph.INPUT, 1).doesNotContainKey("dense");
    }

    @Test
    void whatDoesNotFitIsRefusedByTheNameOfItsNode() {
        GraphBuilder builder = new GraphBuilder(INPUT);
        refused(
                "node g, a GlobalAveragePool: expected one input, found 2",
                () -> builder.add("g", new GlobalAveragePool(), List.of(Graph.INPUT, Graph.INPUT)));
        refused(
                "node r, a Relu: reads x, which no node before it makes",
                () -> builder.add("r", new Relu(), List.of("x")));
    }

    @Test
    void aNameStandsForOneValue() {
        refused("node a, a Relu: has the name of another value", () -> new GraphBuilder(INPUT)
                .add("a", new Relu(), List.of(Graph.INPUT))
                .add("a", new Relu(), List.of("a"))
                .build("a"));
    }

    @Test
    void everyValueLeadsToTheLogits() {
        refused("node r, a Relu: is read by no node and is not the output", () -> new GraphBuilder(INPUT)
                .add("p", new GlobalAveragePool(), List.of(Graph.INPUT))
                .add("r", new Relu(), List.of(Graph.INPUT))
                .build("p"));
        refused("the output r: expected logits [classes], found 2 x 4 x 4", () -> new GraphBuilder(INPUT)
                .add("r", new Relu(), List.of(Graph.INPUT))
                .build("r"));
        refused("no node makes the output x", () -> new GraphBuilder(INPUT)
                .add("p", new GlobalAveragePool(), List.of(Graph.INPUT))
                .build("x"));
    }

    @Test
    void everyParameterBelongsToANode() {
        Parameter weight = new Parameter("d", Role.DENSE, List.of(3, 2), 0);
        Parameter other = new Parameter("e", Role.BIAS, List.of(3), 6);
        Node pool = new Node("p", new GlobalAveragePool(), List.of(Graph.INPUT), List.of());
        Node dense = new Node("d", new Dense(3), List.of("p"), List.of(weight));
        refused(
                "no node has the parameters [" + other + "]",
                () -> new Graph(INPUT, new ParameterLayout(List.of(weight, other)), List.of(pool, dense), "d"));
        refused(
                "node d, a Dense: has a dense that is not in the layout",
                () -> new Graph(INPUT, new ParameterLayout(List.of()), List.of(pool, dense), "d"));
        Node larger = new Node("d", new Dense(4), List.of("p"), List.of(weight));
        refused(
                "node d, a Dense: expected the parameters [dense [4, 2], bias [4]], the first 1 at least,"
                        + " found [dense [3, 2]]",
                () -> new Graph(INPUT, new ParameterLayout(List.of(weight)), List.of(pool, larger), "d"));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
