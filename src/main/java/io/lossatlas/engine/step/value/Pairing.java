package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelArithmetic;
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
