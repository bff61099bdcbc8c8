package io.lossatlas.graph.operation;

import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Values moved to other places, left out or repeated, and nothing computed.
 *
 * @param how which value goes where
 */
public record Rearrange(Arrangement how) implements Op.Affine {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return how.output(Op.only(inputs));
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.rearrange(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        return moved(arguments, how.filling());
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        return moved(tangents, 0);
    }

    private double[][] moved(Arguments arguments, double filling) {
        int[] sources = how.sources(arguments.shape());
        double[][] y = new double[arguments.examples()][sources.length];
        for (int n = 0; n < y.length; n++) {
            for (int i = 0; i < sources.length; i++) {
                y[n][i] =
                        sources[i] == Arrangement.NOWHERE ? filling : arguments.input()[n][sources[i]];
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int[] sources = how.sources(arguments.shape());
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] != Arrangement.NOWHERE) {
                    gradients.input()[n][sources[i]] += output[n][i];
                }
            }
        }
    }

    @Override
    public String title() {
        return how.title();
    }
}
