package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Values one after another along an axis; the other extents are equal.
 *
 * @param axis along which
 */
public record Concat(int axis) implements Op.Affine {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("expected an input or more, found none");
        }
        TensorShape first = inputs.get(0);
        first.requireAxis(axis);
        int extent = 0;
        for (TensorShape input : inputs) {
            if (input.rank() != first.rank()
                    || !input.with(axis, first.extent(axis)).equals(first)) {
                throw new IllegalArgumentException(
                        "expected extents that differ along axis %d alone, found %s".formatted(axis, inputs));
            }
            extent = Math.addExact(extent, input.extent(axis));
        }
        return first.with(axis, extent);
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.concat(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        TensorShape made = output(arguments.shapes());
        double[][] y = new double[arguments.examples()][made.size()];
        int block = made.product(axis, made.rank()); // values of all inputs at one place of the axes before
        int into = 0;
        for (int k = 0; k < arguments.inputs().size(); k++) {
            int run = arguments.shapes().get(k).product(axis, made.rank());
            for (int n = 0; n < y.length; n++) {
                double[] x = arguments.inputs().get(k)[n];
                for (int place = 0; place * run < x.length; place++) {
                    System.arraycopy(x, place * run, y[n], place * block + into, run);
                }
            }
            into += run;
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        TensorShape made = output(arguments.shapes());
        int block = made.product(axis, made.rank());
        int from = 0;
        for (int k = 0; k < arguments.inputs().size(); k++) {
            int run = arguments.shapes().get(k).product(axis, made.rank());
            for (int n = 0; n < output.length; n++) {
                double[] dx = gradients.inputs().get(k)[n];
                for (int i = 0; i < dx.length; i++) {
                    dx[i] += output[n][i / run * block + from + i % run];
                }
            }
            from += run;
        }
    }
}
