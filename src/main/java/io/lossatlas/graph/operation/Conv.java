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
        int in = arguments.shape().pixels();
        int channels = channelsSeen(arguments.shape());
        TensorShape made = output(arguments.shapes());
        int out = made.pixels();
        double[] w = arguments.parameters().get(0); // [outputs, channels, kernelHeight, kernelWidth]
        double[] bias = arguments.bias(outputs); // [outputs]
        double[][] result = new double[arguments.examples()][made.size()];
        for (int n = 0; n < result.length; n++) {
            double[] x = arguments.input()[n]; // [channels, height, width]
            double[] y = result[n]; // [outputs, height, width]
            for (int o = 0; o < outputs; o++) {
                Arrays.fill(y, o * out, (o + 1) * out, bias[o]);
                for (int c = 0; c < channels; c++) {
                    int atY = o * out;
                    int atX = (o / (outputs / groups) * channels + c) * in;
                    int atW = (o * channels + c) * window.area();
                    window.forEach(arguments.shape(), (to, from, tap) -> y[atY + to] += w[atW + tap] * x[atX + from]);
                }
            }
        }
        return result;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int in = arguments.shape().pixels();
        int channels = channelsSeen(arguments.shape());
        int out = output(arguments.shapes()).pixels();
        double[] w = arguments.parameters().get(0); // [outputs, channels, kernelHeight, kernelWidth]
        double[] dw = gradients.parameters().get(0);
        for (int n = 0; n < output.length; n++) {
            double[] x = arguments.input()[n]; // [channels, height, width]
            double[] dx = gradients.input()[n];
            double[] dy = output[n]; // [outputs, height, width]
            for (int o = 0; o < outputs; o++) {
                gradients.addBias(o, Arrays.stream(dy, o * out, (o + 1) * out).sum());
                for (int c = 0; c < channels; c++) {
                    int atY = o * out;
                    int atX = (o / (outputs / groups) * channels + c) * in;
                    int atW = (o * channels + c) * window.area();
                    window.forEach(arguments.shape(), (to, from, tap) -> {
                        dw[atW + tap] += dy[atY + to] * x[atX + from];
                        dx[atX + from] += dy[atY + to] * w[atW + tap];
                    });
                }
            }
        }
    }
}
