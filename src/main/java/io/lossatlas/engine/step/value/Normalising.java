package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.LineNorm;
import io.lossatlas.engine.kernel.value.LineNormTangents;
import io.lossatlas.engine.kernel.value.Lines;
import io.lossatlas.graph.operation.LayerNorm;
import io.lossatlas.graph.shape.TensorShape;

/**
 * Layer normalisation over the axes from one to the last.
 *
 * @param op from which
 * @param input shape of what it reads
 * @param scale index of the first scale
 * @param shift index of the first shift; negative where there is none
 */
public record Normalising(LayerNorm op, TensorShape input, int scale, int shift) implements ValueOperation {

    @Override
    public ValueKernel kernel() {
        return new Kernel(new LineNorm(lines(), op.epsilon()), scale, shift);
    }

    @Override
    public ValueTangents tangents() {
        return new Tangents(new LineNormTangents(lines(), op.epsilon()), scale, shift);
    }

    private Lines lines() {
        return new Lines(ValueShapes.of(input), input.product(op.axis(), input.rank()), 1);
    }

    @Override
    public boolean trains(int parameter) {
        return parameter == scale || parameter == shift;
    }

    private record Kernel(LineNorm norm, int scale, int shift) implements ValueKernel {
        @Override
        public void load(float[] parameters) {
            norm.load(parameters, scale, shift);
        }

        @Override
        public void run(Tensor[] from, Tensor to) {
            norm.run(from[0], to);
        }

        @Override
        public void clear() {
            norm.clear();
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            norm.addGradient(from[0], dy, images, dx[0]);
        }

        @Override
        public void finish(float[] gradient) {
            norm.finish(gradient, scale, shift);
        }
    }

    private record Tangents(LineNormTangents norm, int scale, int shift) implements ValueTangents {
        @Override
        public void load(float[] parameters, float[] vector) {
            norm.load(parameters, vector, scale, shift);
        }

        @Override
        public void run(Values values) {
            norm.run(values.from()[0], values.along()[0], values.madeAlong());
        }

        @Override
        public void clear() {
            norm.clear();
        }

        @Override
        public void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong) {
            norm.addGradient(values.from()[0], values.along()[0], dy, dyAlong, images, dxAlong[0]);
        }

        @Override
        public void finish(float[] gradient) {
            norm.finish(gradient, scale, shift);
        }
    }
}
