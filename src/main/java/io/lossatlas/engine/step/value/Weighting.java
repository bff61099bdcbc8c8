package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.LineSoftmax;
import io.lossatlas.engine.kernel.value.LineSoftmaxTangents;
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
        return new Kernel(new LineSoftmax(lines()));
    }

    @Override
    public ValueTangents tangents() {
        return new Tangents(new LineSoftmaxTangents(lines()));
    }

    private Lines lines() {
        int stride = input.product(op.axis() + 1, input.rank());
        return new Lines(ValueShapes.of(input), input.extent(op.axis()), stride);
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

    private record Tangents(LineSoftmaxTangents softmax) implements ValueTangents {
        @Override
        public void run(Values values) {
            softmax.run(values.made(), values.along()[0], values.madeAlong());
        }

        @Override
        public void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong) {
            if (dxAlong[0] != null) {
                softmax.addGradient(values.made(), values.madeAlong(), dy, dyAlong, dxAlong[0]);
            }
        }
    }
}
