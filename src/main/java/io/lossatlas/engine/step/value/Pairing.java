package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelArithmetic;
import io.lossatlas.engine.kernel.value.PixelTangents;
import io.lossatlas.graph.operation.Arithmetic;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * An operation of arithmetic on two values, each repeated where broadcasting repeats it.
 *
 * @param op which operation
 * @param inputs shapes of the two
 */
public record Pairing(Arithmetic op, List<TensorShape> inputs) implements ValueOperation {

    /** Copies the list. */
    public Pairing {
        inputs = List.copyOf(inputs);
    }

    @Override
    public ValueKernel kernel() {
        PixelArithmetic.Operation operation =
                switch (op.function()) {
                    case ADD -> PixelArithmetic.Operation.SUM;
                    case SUBTRACT -> PixelArithmetic.Operation.DIFFERENCE;
                    case MULTIPLY -> PixelArithmetic.Operation.PRODUCT;
                    case DIVIDE -> PixelArithmetic.Operation.QUOTIENT;
                };
        Shape x = ValueShapes.of(inputs.get(0));
        Shape y = ValueShapes.of(inputs.get(1));
        return new Kernel(new PixelArithmetic(
                operation, x, op.sources(0, inputs), y, op.sources(1, inputs), ValueShapes.of(op.output(inputs))));
    }

    @Override
    public ValueTangents tangents() {
        Shape x = ValueShapes.of(inputs.get(0));
        Shape y = ValueShapes.of(inputs.get(1));
        PixelTangents pixels = new PixelTangents(
                x, op.sources(0, inputs), y, op.sources(1, inputs), ValueShapes.of(op.output(inputs)));
        return switch (op.function()) {
            case ADD, SUBTRACT -> ValueTangents.linear(kernel());
            case MULTIPLY -> new Products(kernel(), pixels);
            case DIVIDE -> new Quotients(pixels);
        };
    }

    /** By the rule of products: the gradient by each factor is linear in the other. */
    private record Products(ValueKernel kernel, PixelTangents pixels) implements ValueTangents {
        @Override
        public void run(Values values) {
            Tensor[] from = values.from();
            Tensor[] along = values.along();
            pixels.product(from[0], along[0], from[1], along[1], values.madeAlong());
        }

        @Override
        public void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong) {
            kernel.addGradients(values.from(), values.made(), dyAlong, images, dxAlong);
            kernel.addGradients(values.along(), values.made(), dy, images, dxAlong);
        }
    }

    private record Quotients(PixelTangents pixels) implements ValueTangents {
        @Override
        public void run(Values values) {
            Tensor[] along = values.along();
            pixels.quotient(along[0], values.from()[1], along[1], values.made(), values.madeAlong());
        }

        @Override
        public void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong) {
            Tensor divisor = values.from()[1];
            Tensor along = values.along()[1];
            if (dxAlong[0] != null) {
                pixels.addDividend(divisor, along, dy, dyAlong, dxAlong[0]);
            }
            if (dxAlong[1] != null) {
                pixels.addDivisor(divisor, along, values.made(), values.madeAlong(), dy, dyAlong, dxAlong[1]);
            }
        }
    }

    private record Kernel(PixelArithmetic arithmetic) implements ValueKernel {
        @Override
        public void run(Tensor[] from, Tensor to) {
            arithmetic.run(from[0], from[1], to);
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            if (dx[0] != null) {
                arithmetic.addFirstGradient(from[1], dy, dx[0]);
            }
            if (dx[1] != null) {
                arithmetic.addSecondGradient(from[0], from[1], dy, dx[1]);
            }
        }
    }
}
