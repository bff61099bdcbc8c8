package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelFill;
import io.lossatlas.engine.kernel.value.PixelMoves;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Elements moved, left out or repeated.
 *
 * @param how which goes where
 * @param input shape of what it reads
 */
public record Moving(Arrangement how, TensorShape input) implements ValueOperation {

    @Override
    public ValueKernel kernel() {
        int[] sources = how.sources(input);
        Shape to = ValueShapes.of(how.output(input));
        int[] filled = places(sources, true);
        int[] moved = places(sources, false);
        int[] from = Arrays.stream(moved).map(place -> sources[place]).toArray();
        return new Kernel(new PixelMoves(ValueShapes.of(input), from, to, moved), new PixelFill(to, filled, (float)
                how.filling()));
    }

    private static int[] places(int[] sources, boolean nowhere) {
        return IntStream.range(0, sources.length)
                .filter(place -> (sources[place] == Arrangement.NOWHERE) == nowhere)
                .toArray();
    }

    private record Kernel(PixelMoves moves, PixelFill fill) implements ValueKernel {
        @Override
        public void run(Tensor[] from, Tensor to) {
            moves.run(from[0], to);
            fill.run(to);
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            if (dx[0] != null) {
                moves.addGradient(dy, dx[0]);
            }
        }
    }
}
