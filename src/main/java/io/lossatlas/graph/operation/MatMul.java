package io.lossatlas.graph.operation;

import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The products of the matrices {@code [.., m, k]} of one value with those {@code [.., k, n]} of another; the axes before are
 * repeated by numpy's rule of broadcasting.
 */
public record MatMul() implements Op.Bilinear {

    /**
     * How the values lie.
     *
     * @param rows m
     * @param inner k
     * @param columns n
     * @param first for each product the number of the first value's matrix
     * @param second for each product the number of the second value's matrix
     */
    public record Products(int rows, int inner, int columns, int[] first, int[] second) {}

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.size() != 2 || inputs.get(0).rank() < 2 || inputs.get(1).rank() < 2) {
            throw new IllegalArgumentException("expected two inputs [.., m, k] and [.., k, n], found " + inputs);
        }
        TensorShape one = inputs.get(0);
        TensorShape other = inputs.get(1);
        if (one.last() != other.extent(other.rank() - 2)) {
            throw new IllegalArgumentException("expected two inputs [.., m, k] and [.., k, n], found " + inputs);
        }
        List<Integer> extents = new ArrayList<>();
        if (one.rank() > 2 || other.rank() > 2) {
            extents.addAll(Expand.common(leading(one), leading(other)).extents());
        }
        extents.add(one.extent(one.rank() - 2));
        extents.add(other.last());
        return new TensorShape(extents);
    }

    /** The extents before the matrices, 1 where there are none. */
    private static TensorShape leading(TensorShape shape) {
        return shape.rank() == 2
                ? TensorShape.of(1)
                : new TensorShape(shape.extents().subList(0, shape.rank() - 2));
    }

    /** How the values of two shapes lie. */
    public Products products(List<TensorShape> inputs) {
        TensorShape one = inputs.get(0);
        TensorShape other = inputs.get(1);
        Expand common = new Expand(Expand.common(leading(one), leading(other)));
        return new Products(
                one.extent(one.rank() - 2),
                one.last(),
                other.last(),
                common.sources(leading(one)),
                common.sources(leading(other)));
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return Math.multiplyExact((long) output(inputs).size(), inputs.get(0).last());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.matMul(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        Products by = products(arguments.shapes());
        double[][] z =
                new double[arguments.examples()][output(arguments.shapes()).size()];
        for (int n = 0; n < z.length; n++) {
            double[] x = arguments.inputs().get(0)[n]; // [.., rows, inner]
            double[] y = arguments.inputs().get(1)[n]; // [.., inner, columns]
            int to = 0;
            for (int p = 0; p < by.first.length; p++) {
                for (int i = 0; i < by.rows; i++) {
                    for (int j = 0; j < by.columns; j++) {
                        double sum = 0;
                        for (int k = 0; k < by.inner; k++) {
                            sum += x[at(by.first[p], by.rows, i, by.inner, k)]
                                    * y[at(by.second[p], by.inner, k, by.columns, j)];
                        }
                        z[n][to++] = sum;
                    }
                }
            }
        }
        return z;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        Products by = products(arguments.shapes());
        for (int n = 0; n < output.length; n++) {
            double[] x = arguments.inputs().get(0)[n];
            double[] y = arguments.inputs().get(1)[n];
            int from = 0;
            for (int p = 0; p < by.first.length; p++) {
                for (int i = 0; i < by.rows; i++) {
                    for (int j = 0; j < by.columns; j++) {
                        double dz = output[n][from++];
                        for (int k = 0; k < by.inner; k++) {
                            int left = at(by.first[p], by.rows, i, by.inner, k);
                            int right = at(by.second[p], by.inner, k, by.columns, j);
                            gradients.inputs().get(0)[n][left] += dz * y[right];
                            gradients.inputs().get(1)[n][right] += dz * x[left];
                        }
                    }
                }
            }
        }
    }

    private static int at(int matrix, int rows, int row, int columns, int column) {
        return (matrix * rows + row) * columns + column;
    }
}
