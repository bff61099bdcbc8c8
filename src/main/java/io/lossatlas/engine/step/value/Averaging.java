package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelMeans;
import io.lossatlas.graph.operation.ReduceMean;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Means along some axes.
 *
 * @param op along which
 * @param input shape of what it reads
 */
public record Averaging(ReduceMean op, TensorShape input) implements ValueOperation {

    @Override
    public ValueKernel kernel() {
        TensorShape made = op.output(List.of(input));
        return new Kernel(new PixelMeans(ValueShapes.of(input), op.means(input), ValueShapes.of(made)));
    }

    @Override
    public ValueTangents tangents() {
        return ValueTangents.linear(kernel());
    }

    private record Kernel(PixelMeans means) implements ValueKernel {
        @Override
        public void run(Tensor[] from, Tensor to) {
            means.run(from[0], to);
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            if (dx[0] != null) {
                means.addGradient(dy, dx[0]);
            }
        }
    }
}
