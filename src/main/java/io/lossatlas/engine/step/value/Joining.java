package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelMoves;
import io.lossatlas.graph.operation.Concat;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values one after another along an axis.
 *
 * @param op which axis
 * @param inputs shapes of what it reads
 */
public record Joining(Concat op, List<TensorShape> inputs) implements ValueOperation {

    /** Copies the list. */
    public Joining {
        inputs = List.copyOf(inputs);
    }

    @Override
    public ValueKernel kernel() {
        TensorShape made = op.output(inputs);
        Shape to = ValueShapes.of(made);
        int block = made.product(op.axis(), made.rank()); // elements of all inputs at one place of the axes before
        List<PixelMoves> parts = new ArrayList<>();
        int first = 0;
        for (TensorShape input : inputs) {
            int run = input.product(op.axis(), input.rank());
            int into = first;
            int[] sources = IntStream.range(0, input.size()).toArray();
            int[] targets = IntStream.range(0, input.size())
                    .map(n -> n / run * block + into + n % run)
                    .toArray();
            parts.add(new PixelMoves(ValueShapes.of(input), sources, to, targets));
            first += run;
        }
        return new Kernel(parts);
    }

    @Override
    public ValueTangents tangents() {
        return ValueTangents.linear(kernel());
    }

    private record Kernel(List<PixelMoves> parts) implements ValueKernel {
        @Override
        public void run(Tensor[] from, Tensor to) {
            for (int n = 0; n < from.length; n++) {
                parts.get(n).run(from[n], to);
            }
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            for (int n = 0; n < dx.length; n++) {
                if (dx[n] != null) {
                    parts.get(n).addGradient(dy, dx[n]);
                }
            }
        }
    }
}
