package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.model.Networks.Head;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.NoOp;

class FamilyGraphTest {
    private static final ImageShape GREY = new ImageShape(1, 28, 28);

    static Stream<Variant> variants() {
        return IntStream.rangeClosed(2, 16).mapToObj(half -> 2 * half).flatMap(depth -> Stream.of(Wiring.values())
                .flatMap(wiring -> Stream.of(1, 3, 8).map(width -> new Variant(depth, wiring, width, 1, 0.1))));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void nodesAndLayoutAreThoseOfDl4j(Variant variant) {
        ComputationGraphConfiguration dl4j =
                Networks.configuration(variant, new ImageShape(1, 28, 28), 10, Head.LOGITS, new NoOp(), 0);
        Graph graph = FamilyGraph.of(variant, GREY, 10);

        assertThat(graph.layout()).isEqualTo(Layouts.of(dl4j));
        assertThat(Stream.concat(Stream.of(Graph.INPUT), graph.nodes().stream().map(Node::name)))
                .isEqualTo(dl4j.getTopologicalOrderStr());
        for (Node node : graph.nodes()) {
            assertThat(node.inputs()).isEqualTo(dl4j.getVertexInputs().get(node.name()));
        }
    }

    @Test
    void stagesHalveTheImageAndDoubleTheChannels() {
        Graph graph = FamilyGraph.of(new Variant(8, Wiring.SKIP, 4, 1, 0.1), new ImageShape(3, 15, 8), 7);
        assertThat(graph.shapes())
                .containsEntry(Graph.INPUT, TensorShape.of(3, 15, 8))
                .containsEntry("stem/relu", TensorShape.of(4, 15, 8))
                .containsEntry("b00/relu2", TensorShape.of(4, 15, 8))
                .containsEntry("b01/relu2", TensorShape.of(8, 8, 4))
                .containsEntry("b02/relu2", TensorShape.of(16, 4, 2))
                .containsEntry("head/pool", TensorShape.of(16))
                .containsEntry("head/dense", TensorShape.of(7));
        assertThat(graph.classes()).isEqualTo(7);
        assertThat(graph.node("b01/add").op()).isEqualTo(new Add());
        assertThat(graph.node("b01/add").inputs()).isEqualTo(List.of("b01/bn2", "b01/projbn"));
    }

    /** Width w at stage 0: the stem, then 3 blocks a stage of 28, 14 and 7 pixels a side, in units of 9 w^2 a pixel. */
    @Test
    void costsWhatItsConvolutionsAndItsHeadCost() {
        int w = 4;
        long stem = 9L * w * 28 * 28;
        long square = 9L * w * w;
        long stages = square * (6 * 784 + (2 + 5 * 4) * 196 + (8 + 5 * 16) * 49);
        long head = 10L * 4 * w;
        Graph plain = FamilyGraph.of(new Variant(20, Wiring.PLAIN, w, 1, 0.1), GREY, 10);
        assertThat(plain.operations()).isEqualTo(2 * (stem + stages + head));
        assertThat(plain.trainingOperations(32)).isEqualTo(2 * (stem + stages + head) * 32 * 3);

        long projections = 2L * w * w * 196 + 8L * w * w * 49;
        Graph skip = FamilyGraph.of(new Variant(20, Wiring.SKIP, w, 1, 0.1), GREY, 10);
        assertThat(skip.operations()).isEqualTo(2 * (stem + stages + projections + head));
    }
}
