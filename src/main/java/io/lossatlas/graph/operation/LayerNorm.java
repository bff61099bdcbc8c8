package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Layer normalisation, {@code y = scale * (x - mean) / sqrt(variance + epsilon) + shift}, mean and variance over the axes from
 * one to the last (Ba, Kiros and Hinton, "Layer Normalization", 2016), the variance being the mean square distance from the
 * mean. Parameters, each of these axes' extents: scale and, where the node has a second one, shift.
 *
 * @param axis the first that is normalised over
 * @param epsilon added to a variance before its root is taken
 */
public record LayerNorm(int axis, double epsilon) implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape input = Op.only(inputs);
        input.requireAxis(axis);
        return input;
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        TensorShape input = output(inputs);
        List<Integer> normalised = input.extents().subList(axis, input.rank());
        return List.of(
                new ParameterShape(Role.NORM_SCALE, normalised), new ParameterShape(Role.NORM_SHIFT, normalised));
    }

    @Override
    public int required() {
        return 1;
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.layerNorm(this);
    }

    /** Number of values that are normalised together. */
    private int together(Arguments arguments) {
        return arguments.shape().product(axis, arguments.shape().rank());
    }

    /** Of values that are normalised together the distances from their mean in standard deviations, which it gives. */
    private double normalise(double[] x, int first, double[] distances) {
        double mean = 0;
        for (int i = 0; i < distances.length; i++) {
            mean += x[first + i] / distances.length;
        }
        double variance = 0;
        for (int i = 0; i < distances.length; i++) {
            distances[i] = x[first + i] - mean;
            variance += distances[i] * distances[i] / distances.length;
        }
        double deviation = Math.sqrt(variance + epsilon);
        for (int i = 0; i < distances.length; i++) {
            distances[i] /= deviation;
        }
        return deviation;
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[] scale = arguments.parameters().get(0);
        double[] shift = arguments.bias(scale.length);
        double[] distances = new double[together(arguments)];
        double[][] y = new double[arguments.examples()][arguments.shape().size()];
        for (int n = 0; n < y.length; n++) {
            for (int first = 0; first < y[n].length; first += distances.length) {
                normalise(arguments.input()[n], first, distances);
                for (int i = 0; i < distances.length; i++) {
                    y[n][first + i] = scale[i] * distances[i] + shift[i];
                }
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        double[] distances = new double[together(arguments)];
        for (int n = 0; n < output.length; n++) {
            for (int first = 0; first < output[n].length; first += distances.length) {
                double deviation = normalise(arguments.input()[n], first, distances);
                together(arguments.parameters().get(0), distances, deviation, first, output[n], gradients, n);
            }
        }
    }

    private static void together(
            double[] scale,
            double[] distances,
            double deviation,
            int first,
            double[] dy,
            Gradients gradients,
            int example) {
        double mean = 0; // of scale dy
        double product = 0; // mean of scale dy distance
        for (int i = 0; i < distances.length; i++) {
            gradients.parameters().get(0)[i] += dy[first + i] * distances[i];
            gradients.addBias(i, dy[first + i]);
            mean += scale[i] * dy[first + i] / distances.length;
            product += scale[i] * dy[first + i] * distances[i] / distances.length;
        }
        for (int i = 0; i < distances.length; i++) {
            gradients.inputs().get(0)[example][first + i] +=
                    (scale[i] * dy[first + i] - mean - distances[i] * product) / deviation;
        }
    }

    /**
     * The tangents of distances that {@link #normalise} made, {@code (dx - mean of dx - distance * spread) / deviation}; gives the
     * spread, which is the tangent of the standard deviation, {@code mean of distance * dx}.
     */
    private static double turn(double[] dx, int first, double[] distances, double deviation, double[] turned) {
        double mean = 0;
        double spread = 0;
        for (int i = 0; i < distances.length; i++) {
            mean += dx[first + i] / distances.length;
            spread += distances[i] * dx[first + i] / distances.length;
        }
        for (int i = 0; i < distances.length; i++) {
            turned[i] = (dx[first + i] - mean - distances[i] * spread) / deviation;
        }
        return spread;
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        double[] scale = at.parameters().get(0);
        double[] dscale = tangents.parameters().get(0);
        double[] dshift = tangents.bias(scale.length);
        double[] distances = new double[scale.length];
        double[] turned = new double[scale.length];
        double[][] dy = new double[at.examples()][at.shape().size()];
        for (int n = 0; n < dy.length; n++) {
            for (int first = 0; first < dy[n].length; first += distances.length) {
                double deviation = normalise(at.input()[n], first, distances);
                turn(tangents.input()[n], first, distances, deviation, turned);
                for (int i = 0; i < distances.length; i++) {
                    dy[n][first + i] = scale[i] * turned[i] + dscale[i] * distances[i] + dshift[i];
                }
            }
        }
        return dy;
    }

    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {
        for (int n = 0; n < output.length; n++) {
            for (int first = 0; first < output[n].length; first += together(at)) {
                curvature(n, first, at, tangents, output[n], gradients);
            }
        }
    }

    /** The derivative of each term that {@link #together} adds by, the gradient g by what was made held fast. */
    private void curvature(int example, int first, Arguments at, Arguments tangents, double[] g, Gradients gradients) {
        double[] scale = at.parameters().get(0);
        double[] dscale = tangents.parameters().get(0);
        double[] distances = new double[scale.length];
        double[] turned = new double[scale.length];
        double deviation = normalise(at.input()[example], first, distances);
        double spread = turn(tangents.input()[example], first, distances, deviation, turned);
        double mean = 0; // of scale g
        double product = 0; // mean of scale g distance
        double dmean = 0; // their tangents
        double dproduct = 0;
        for (int i = 0; i < distances.length; i++) {
            gradients.parameters().get(0)[i] += g[first + i] * turned[i];
            mean += scale[i] * g[first + i] / distances.length;
            product += scale[i] * g[first + i] * distances[i] / distances.length;
            dmean += dscale[i] * g[first + i] / distances.length;
            dproduct += (dscale[i] * distances[i] + scale[i] * turned[i]) * g[first + i] / distances.length;
        }
        for (int i = 0; i < distances.length; i++) {
            double gradient = (scale[i] * g[first + i] - mean - distances[i] * product) / deviation;
            double moved = dscale[i] * g[first + i] - dmean - turned[i] * product - distances[i] * dproduct;
            gradients.input()[example][first + i] += (moved - gradient * spread) / deviation;
        }
    }
}
