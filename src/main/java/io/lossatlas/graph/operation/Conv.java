package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;
import java.util.List;

/**
 * Convolution as networks mean it, which is cross-correlation: {@code y[o][i][j] = bias[o] + sum over c, u, v of
 * w[o][c][u][v] * x[c][i * stride + u * dilation - pad][j * stride + v * dilation - pad]}, with 0 outside of x. In groups, the
 * filters of a group see its channels alone, and {@code c} counts these. Parameters: the weight
 * {@code [outputs, channels / groups, kernelHeight, kernelWidth]} and, where the node has a second one, the bias {@code [outputs]}.
 *
 * @param outputs number of filters
 * @param window what each sees
 * @param groups number of parts of the channels, and of the filters; 1 for a convolution of all with all
 */
public record Conv(int outputs, Window window, int groups) implements Op.Bilinear {

    /** Checks the numbers of filters and groups. */
    public Conv {
        if (outputs < 1 || groups < 1 || outputs % groups != 0) {
            throw new IllegalArgumentException("a convolution of %d filters in %d groups".formatted(outputs, groups));
        }
    }

    /** A convolution of all channels with all. */
    public Conv(int outputs, Window window) {
        this(outputs, window, 1);
    }

    /** Channels that a filter sees. */
    public int channelsSeen(TensorShape image) {
        if (image.channels() % groups != 0) {
            throw new IllegalArgumentException(
                    "expected channels that %d groups share evenly, found %s".formatted(groups, image));
        }
        return image.channels() / groups;
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape image = Op.image(inputs);
        channelsSeen(image);
        return window.output(image, outputs);
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        int channels = channelsSeen(Op.image(inputs));
        return List.of(
                ParameterShape.of(Role.CONV, outputs, channels, window.kernelHeight(), window.kernelWidth()),
                ParameterShape.of(Role.BIAS, outputs));
    }

    @Override
    public int required() {
        return 1;
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        long perValue = (long) window.area() * channelsSeen(Op.image(inputs));
        return Math.multiplyExact(perValue, output(inputs).size());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.conv(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int channels = channelsSeen(arguments.shape());
        TensorShape made = output(arguments.shapes());
        double[] w = arguments.parameters().get(0); // [outputs, channels, kernelHeight, kernelWidth]
        double[] bias = arguments.bias(outputs); // [outputs]
        Columns columns = new Columns(arguments.shape(), window, channels);
        double[] sum = new double[made.pixels()];
        double[][] result = new double[arguments.examples()][made.size()]; // [outputs, height, width] each
        for (int n = 0; n < result.length; n++) {
            for (int o = 0; o < outputs; o++) {
                if (o % (outputs / groups) == 0) {
                    columns.see(arguments.input()[n], o / (outputs / groups) * channels);
                }
                Arrays.fill(sum, bias[o]);
                Columns.add(sum, w, o * columns.rows().length, 1, columns.rows());
                System.arraycopy(sum, 0, result[n], o * sum.length, sum.length);
            }
        }
        return result;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int channels = channelsSeen(arguments.shape());
        Columns columns = new Columns(arguments.shape(), window, channels);
        for (int n = 0; n < output.length; n++) {
            for (int g = 0; g < groups; g++) {
                double[][] dy = rows(output[n], g);
                columns.see(arguments.input()[n], g * channels);
                addByParameters(g, dy, columns.transposed(), gradients);
                byColumns(g, dy, arguments.parameters().get(0), columns.rows());
                columns.addTo(gradients.input()[n], g * channels);
            }
        }
    }

    /** {@code [outputs / groups][pixels]} of a group, of {@code [outputs, height, width]}. */
    private double[][] rows(double[] values, int group) {
        int pixels = values.length / outputs;
        double[][] rows = new double[outputs / groups][];
        Arrays.setAll(rows, k -> {
            int from = (group * rows.length + k) * pixels;
            return Arrays.copyOfRange(values, from, from + pixels);
        });
        return rows;
    }

    /**
     * Of one example and group.
     *
     * @param seen {@code [pixels][channels * area]}
     */
    private static void addByParameters(int group, double[][] dy, double[][] seen, Gradients gradients) {
        double[] byWeight = gradients.parameters().get(0);
        for (int k = 0; k < dy.length; k++) {
            int o = group * dy.length + k;
            double[] byFilter = new double[seen[0].length];
            Columns.add(byFilter, dy[k], 0, 1, seen);
            for (int n = 0; n < byFilter.length; n++) {
                byWeight[o * byFilter.length + n] += byFilter[n];
            }
            gradients.addBias(o, Arrays.stream(dy[k]).sum());
        }
    }

    /**
     * Of one example and group.
     *
     * @param bySeen {@code [channels * area][pixels]}: overwritten
     */
    private static void byColumns(int group, double[][] dy, double[] w, double[][] bySeen) {
        for (int n = 0; n < bySeen.length; n++) {
            Arrays.fill(bySeen[n], 0);
            Columns.add(bySeen[n], w, group * dy.length * bySeen.length + n, bySeen.length, dy);
        }
    }
}
