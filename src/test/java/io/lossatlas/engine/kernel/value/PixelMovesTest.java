package io.lossatlas.engine.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.graph.operation.Arguments;
import io.lossatlas.graph.operation.Gradients;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.operation.arrangement.Slice;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moves against their meaning in double, on whole numbers, which both add exactly. */
class PixelMovesTest {
    private static final TensorShape IMAGE = TensorShape.of(3, 2, 4);
    private static final int MOST = 100;

    static Stream<Object[]> moves() {
        return Stream.of(
                of("channels, one of them three times", IMAGE, new Gather(0, List.of(2, 0, 0, 1, 0))),
                of("columns, one of them four times in a row", IMAGE, new Gather(2, List.of(3, 3, 3, 3, 1))),
                of("rows, both twice", IMAGE, new Gather(1, List.of(0, 1, 0, 1))),
                of("a plane to every channel", TensorShape.of(1, 2, 4), new Expand(TensorShape.of(3, 2, 4))),
                of("a pixel to every place", TensorShape.of(3, 1, 1), new Expand(TensorShape.of(3, 2, 5))),
                of("columns from the last", IMAGE, new Slice(2, 3, -1, 4)),
                of("every other column", IMAGE, new Slice(2, 1, 2, 2)),
                of("transposed", IMAGE, new Transpose(List.of(2, 0, 1))));
    }

    private static Object[] of(String name, TensorShape from, Arrangement how) {
        return new Object[] {name, from, how};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moves")
    void aMoveIsItsMeaning(String name, TensorShape shape, Arrangement how) {
        Case sample = new Case(shape, how);
        double[][] x = fill(sample.from);

        sample.moves.run(sample.from, sample.to);

        assertThat(values(sample.to)).isDeepEqualTo(new Rearrange(how).forward(sample.arguments(x)));
    }

    /** What another reader of the same value has left there stays, and of an element that is repeated all gradients count. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("moves")
    void gradientsAreAddedToThoseOfOtherReaders(String name, TensorShape shape, Arrangement how) {
        Case sample = new Case(shape, how);
        double[][] expected = fill(sample.from);
        double[][] dy = fill(sample.to);

        sample.moves.addGradient(sample.to, sample.from);

        Arguments arguments = sample.arguments(new double[Lanes.LOGICAL][shape.size()]);
        new Rearrange(how).backward(arguments, dy, new Gradients(List.<double[][]>of(expected), List.of()));
        assertThat(values(sample.from)).isDeepEqualTo(expected);
    }

    /** Tensors of what is read and what is made, with borders of zeros. */
    private static final class Case {
        private final TensorShape shape;
        private final PixelMoves moves;
        private final Tensor from;
        private final Tensor to;

        Case(TensorShape shape, Arrangement how) {
            this.shape = shape;
            int[] sources = how.sources(shape);
            Shape read = tensor(shape);
            Shape made = tensor(how.output(shape));
            List<Tensor> tensors = Arena.of(List.of(read, made));
            from = tensors.get(0);
            to = tensors.get(1);
            moves = new PixelMoves(
                    read, sources, made, IntStream.range(0, sources.length).toArray());
        }

        Arguments arguments(double[][] x) {
            return new Arguments(x.length, List.of(shape), List.<double[][]>of(x), List.of(), Statistics.RUNNING);
        }
    }

    private static Shape tensor(TensorShape shape) {
        return new Shape(shape.extent(0), shape.extent(1), shape.extent(2));
    }

    /** Other whole numbers in every lane; gives them, {@code [lane][element]}. */
    private static double[][] fill(Tensor tensor) {
        GaussianStream stream = Seeds.stream(1, "moves", tensor.shape().toString());
        int[] offsets = Offsets.of(tensor.shape());
        for (int offset : offsets) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                tensor.data()[tensor.offset() + offset + lane] = stream.nextInt(2 * MOST) - MOST;
            }
        }
        return values(tensor);
    }

    private static double[][] values(Tensor tensor) {
        int[] offsets = Offsets.of(tensor.shape());
        double[][] values = new double[Lanes.LOGICAL][offsets.length];
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            for (int n = 0; n < offsets.length; n++) {
                values[lane][n] = tensor.data()[tensor.offset() + offsets[n] + lane];
            }
        }
        return values;
    }
}
