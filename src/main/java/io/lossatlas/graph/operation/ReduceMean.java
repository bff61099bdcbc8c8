package io.lossatlas.graph.operation;

import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean along some axes.
 *
 * @param axes along which
 * @param keep whether these axes stay, with extent 1; where none is left, the result is {@code [1]}
 */
public record ReduceMean(List<Integer> axes, boolean keep) implements Op.Affine {

    /** Copies the axes. */
    public ReduceMean {
        axes = List.copyOf(axes);
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape kept = kept(inputs);
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < kept.rank(); axis++) {
            if (keep || !axes.contains(axis)) {
                extents.add(kept.extent(axis));
            }
        }
        return extents.isEmpty() ? TensorShape.of(1) : new TensorShape(extents);
    }

    /** The input's shape with 1 along the axes. */
    private TensorShape kept(List<TensorShape> inputs) {
        TensorShape kept = Op.only(inputs);
        for (int axis : axes) {
            kept.requireAxis(axis);
            kept = kept.with(axis, 1);
        }
        return kept;
    }

    /** For each value of the input the index of the mean that it is part of. */
    public int[] means(TensorShape input) {
        return new Expand(input).sources(kept(List.of(input)));
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.reduceMean(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int[] means = means(arguments.shape());
        double[][] y =
                new double[arguments.examples()][output(arguments.shapes()).size()];
        for (int n = 0; n < y.length; n++) {
            int count = means.length / y[n].length;
            for (int i = 0; i < means.length; i++) {
                y[n][means[i]] += arguments.input()[n][i] / count;
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int[] means = means(arguments.shape());
        for (int n = 0; n < output.length; n++) {
            int count = means.length / output[n].length;
            for (int i = 0; i < means.length; i++) {
                gradients.input()[n][i] += output[n][means[i]] / count;
            }
        }
    }
}
