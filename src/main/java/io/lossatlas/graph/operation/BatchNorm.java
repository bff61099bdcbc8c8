package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Batch normalisation, {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta} for each channel, the first axis (Ioffe and
 * Szegedy, "Batch Normalization", 2015), the variance being the mean square distance from the mean, not corrected for its
 * degree of freedom. Parameters, each {@code [channels]}: gamma, beta, and the running mean and variance.
 *
 * @param epsilon added to a variance before its root is taken
 * @param decay share of a running statistic that a training step keeps
 */
public record BatchNorm(double epsilon, double decay) implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return Op.only(inputs);
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        int channels = Op.only(inputs).extent(0);
        return List.of(
                ParameterShape.of(Role.BN_GAMMA, channels),
                ParameterShape.of(Role.BN_BETA, channels),
                ParameterShape.of(Role.BN_MEAN, channels),
                ParameterShape.of(Role.BN_VAR, channels));
    }

    @Override
    public int required() {
        return 4;
    }

    /**
     * Moments of each channel.
     *
     * @param mean {@code [channels]}
     * @param variance {@code [channels]}
     */
    public record Moments(double[] mean, double[] variance) {}

    /** Mean and variance of each channel over all examples and places of the input. */
    public static Moments moments(Arguments arguments) {
        int pixels = arguments.shape().product(1, arguments.shape().rank());
        double count = (double) arguments.examples() * pixels;
        double[] mean = new double[arguments.shape().extent(0)];
        double[] variance = new double[mean.length];
        for (double[] x : arguments.input()) {
            for (int i = 0; i < x.length; i++) {
                mean[i / pixels] += x[i] / count;
            }
        }
        for (double[] x : arguments.input()) {
            for (int i = 0; i < x.length; i++) {
                double distance = x[i] - mean[i / pixels];
                variance[i / pixels] += distance * distance / count;
            }
        }
        return new Moments(mean, variance);
    }

    private static Moments used(Arguments arguments) {
        return switch (arguments.statistics()) {
            case RUNNING ->
                new Moments(
                        arguments.parameters().get(2), arguments.parameters().get(3));
            case BATCH -> moments(arguments);
        };
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.batchNorm(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int pixels = arguments.shape().product(1, arguments.shape().rank());
        double[] gamma = arguments.parameters().get(0); // [channels]
        double[] beta = arguments.parameters().get(1); // [channels]
        Moments moments = used(arguments);
        double[][] y = new double[arguments.examples()][arguments.shape().size()];
        for (int n = 0; n < y.length; n++) {
            double[] x = arguments.input()[n]; // [channels, pixels]
            for (int i = 0; i < x.length; i++) {
                int c = i / pixels;
                double deviation = deviation(moments.variance()[c]);
                y[n][i] = gamma[c] * (x[i] - moments.mean()[c]) / deviation + beta[c];
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        Moments moments = used(arguments);
        for (int c = 0; c < arguments.shape().extent(0); c++) {
            channel(c, moments.mean()[c], deviation(moments.variance()[c]), arguments, output, gradients);
        }
    }

    /** No number where a variance is negative, as running ones can be on a line beyond its ends. */
    private double deviation(double variance) {
        return Math.sqrt(variance < 0 ? Double.NaN : variance + epsilon);
    }

    private static void channel(
            int c, double mean, double deviation, Arguments arguments, double[][] output, Gradients gradients) {
        int from = c * arguments.shape().product(1, arguments.shape().rank());
        int to = from + arguments.shape().product(1, arguments.shape().rank());
        double sum = 0; // of dy
        double product = 0; // of dy * xhat
        for (int n = 0; n < output.length; n++) {
            for (int i = from; i < to; i++) {
                sum += output[n][i];
                product += output[n][i] * (arguments.input()[n][i] - mean) / deviation;
            }
        }
        double slope = arguments.parameters().get(0)[c] / deviation;
        boolean batch = arguments.statistics() == Statistics.BATCH;
        double count = (double) output.length * (to - from);
        for (int n = 0; n < output.length; n++) {
            for (int i = from; i < to; i++) {
                double xhat = (arguments.input()[n][i] - mean) / deviation;
                double moved = batch ? (sum + xhat * product) / count : 0; // by way of the batch's mean and variance
                gradients.input()[n][i] += slope * (output[n][i] - moved);
            }
        }
        gradients.parameters().get(0)[c] += product;
        gradients.parameters().get(1)[c] += sum;
        if (!batch) {
            gradients.parameters().get(2)[c] -= slope * sum;
            gradients.parameters().get(3)[c] -= slope * product / (2 * deviation);
        }
    }

    /** Running statistics are parameters like the others; those of a batch have no tangents, and curvature holds them constant. */
    private static void requireRunning(Arguments at) {
        if (at.statistics() != Statistics.RUNNING) {
            throw new IllegalArgumentException(
                    "expected running statistics, found those of the batch, whose tangents are not defined");
        }
    }

    /** {@code dxhat = (dx - dmean) / deviation - xhat * ddeviation / deviation}, with {@code ddeviation = dvariance / (2 deviation)}. */
    private static double turned(double dx, double xhat, double deviation, double dmean, double dvariance) {
        return (dx - dmean - xhat * dvariance / (2 * deviation)) / deviation;
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        requireRunning(at);
        int pixels = at.shape().product(1, at.shape().rank());
        List<double[]> own = at.parameters(); // gamma, beta, mean, variance: [channels]
        List<double[]> along = tangents.parameters();
        double[][] dy = new double[at.examples()][at.shape().size()];
        for (int n = 0; n < dy.length; n++) {
            for (int i = 0; i < dy[n].length; i++) {
                int c = i / pixels;
                double deviation = deviation(own.get(3)[c]);
                double xhat = (at.input()[n][i] - own.get(2)[c]) / deviation;
                double dxhat = turned(tangents.input()[n][i], xhat, deviation, along.get(2)[c], along.get(3)[c]);
                dy[n][i] = own.get(0)[c] * dxhat + along.get(0)[c] * xhat + along.get(1)[c];
            }
        }
        return dy;
    }

    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {
        requireRunning(at);
        int pixels = at.shape().product(1, at.shape().rank());
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                curvature(n, i, i / pixels, at, tangents, output[n][i], gradients);
            }
        }
    }

    /** The derivative of what {@link #channel} adds for one value, the gradient g by what was made held fast. */
    private void curvature(int example, int i, int c, Arguments at, Arguments tangents, double g, Gradients gradients) {
        double gamma = at.parameters().get(0)[c];
        double dgamma = tangents.parameters().get(0)[c];
        double dvariance = tangents.parameters().get(3)[c];
        double deviation = deviation(at.parameters().get(3)[c]);
        double xhat = (at.input()[example][i] - at.parameters().get(2)[c]) / deviation;
        double dxhat = turned(
                tangents.input()[example][i],
                xhat,
                deviation,
                tangents.parameters().get(2)[c],
                dvariance);
        double shrinking = dvariance / (2 * deviation * deviation); // of 1 / deviation, relative
        double byInput = (dgamma - gamma * shrinking) * g / deviation;
        double byVariance =
                (dgamma * xhat + gamma * dxhat - 2 * gamma * xhat * shrinking) * g / (2 * deviation * deviation);
        gradients.input()[example][i] += byInput;
        gradients.parameters().get(0)[c] += g * dxhat;
        gradients.parameters().get(2)[c] -= byInput;
        gradients.parameters().get(3)[c] -= byVariance;
    }
}
