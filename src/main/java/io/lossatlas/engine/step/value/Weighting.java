package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.LineSoftmax;
import io.lossatlas.engine.kernel.value.Lines;
import io.lossatlas.graph.operation.Softmax;
import io.lossatlas.graph.shape.TensorShape;

/**
 * Softmax along an axis.
 *
 * @param op along which
 * @param input shape of what it reads
 */
public record Weighting(Softmax op, TensorShape input) implements ValueOperation {

    @Override
    public ValueKernel kernel() {
        int stride = input.product(op.axis() + 1, input.rank());
        Lines lines = new Lines(ValueShapes.of(input), input.extent(op.axis()), stride);
        return new Kernel(new LineSoftmax(lines));
    }

    private record Kernel(LineSoftmax softmax) implements ValueKernel {
        @Override
        public void run(Tensor[] from, Tensor to) {
            softmax.run(from[0], to);
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            if (dx[0] != null) {
                softmax.addGradient(made, dy, dx[0]);
            }
        }
    }
}
