package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Rows;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.LaneProducts;
import io.lossatlas.engine.kernel.value.LaneProducts.Steps;
import io.lossatlas.graph.operation.MatMul;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Products of the matrices of two values.
 *
 * @param op which are multiplied
 * @param inputs shapes of the two
 * @param transposed for each of the two whether its matrices lie transposed
 */
public record Multiplying(MatMul op, List<TensorShape> inputs, List<Boolean> transposed) implements ValueOperation {

    /** Copies the lists. */
    public Multiplying {
        inputs = List.copyOf(inputs);
        transposed = List.copyOf(transposed);
    }

    @Override
    public ValueKernel kernel() {
        return products();
    }

    @Override
    public ValueTangents tangents() {
        return new Tangents(products());
    }

    private Kernel products() {
        return new Kernel(op.products(inputs), steps(0), steps(1));
    }

    private Steps steps(int operand) {
        Shape shape = ValueShapes.of(inputs.get(operand));
        return transposed.get(operand) ? inRows(shape.height()).transposed() : inRows(shape.width());
    }

    /** Of matrices in rows of so many pixels. */
    private static Steps inRows(int row) {
        return new Steps(new Shape(1, 1, row).row(), Lanes.LOGICAL);
    }

    /** By the rule of products. */
    private record Tangents(Kernel kernel) implements ValueTangents {
        @Override
        public void run(Values values) {
            Rows.clear(values.madeAlong());
            kernel.add(values.along()[0], values.from()[1], values.madeAlong());
            kernel.add(values.from()[0], values.along()[1], values.madeAlong());
        }

        @Override
        public void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong) {
            kernel.addGradients(values.from(), values.made(), dyAlong, images, dxAlong);
            kernel.addGradients(values.along(), values.made(), dy, images, dxAlong);
        }
    }

    private static final class Kernel implements ValueKernel {
        private final int[] first;
        private final int[] second;
        private final LaneProducts products;
        private final LaneProducts firstGradient;
        private final LaneProducts secondGradient;

        Kernel(MatMul.Products by, Steps left, Steps right) {
            this.first = by.first();
            this.second = by.second();
            Steps made = inRows(by.columns());
            this.products = new LaneProducts(by.rows(), by.inner(), by.columns(), left, right, made);
            this.firstGradient = new LaneProducts(by.rows(), by.columns(), by.inner(), made, right.transposed(), left);
            this.secondGradient = new LaneProducts(by.inner(), by.rows(), by.columns(), left.transposed(), made, right);
        }

        @Override
        public void run(Tensor[] from, Tensor to) {
            Rows.clear(to);
            add(from[0], from[1], to);
        }

        private void add(Tensor x, Tensor y, Tensor to) {
            for (int p = 0; p < first.length; p++) {
                products.add(
                        x.data(), x.at(first[p], 0, 0), y.data(), y.at(second[p], 0, 0), to.data(), to.at(p, 0, 0));
            }
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            for (int p = 0; p < first.length; p++) {
                int d = dy.at(p, 0, 0);
                if (dx[0] != null) {
                    Tensor y = from[1];
                    int into = dx[0].at(first[p], 0, 0);
                    firstGradient.add(dy.data(), d, y.data(), y.at(second[p], 0, 0), dx[0].data(), into);
                }
                if (dx[1] != null) {
                    Tensor x = from[0];
                    int into = dx[1].at(second[p], 0, 0);
                    secondGradient.add(x.data(), x.at(first[p], 0, 0), dy.data(), d, dx[1].data(), into);
                }
            }
        }
    }
}
