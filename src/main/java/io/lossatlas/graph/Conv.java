package io.lossatlas.graph;

import java.util.List;

/**
 * Convolution as networks mean it, which is cross-correlation: {@code y[o][i][j] = bias[o] + sum over c, u, v of
 * w[o][c][u][v] * x[c][i * stride + u - pad][j * stride + v - pad]}, with 0 outside of x. Parameters: the weight
 * {@code [outputs, channels, kernelHeight, kernelWidth]} and, where the node has a second one, the bias {@code [outputs]}.
 *
 * @param outputs number of filters
 * @param window what each sees
 */
public record Conv(int outputs, Window window) implements Op {

    /** Checks the number of filters. */
    public Conv {
        if (outputs < 1) {
            throw new IllegalArgumentException("a convolution of %d filters".formatted(outputs));
        }
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return window.output(Op.image(inputs), outputs);
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        int channels = Op.image(inputs).channels();
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
        long perValue = (long) window.area() * Op.image(inputs).channels();
        return Math.multiplyExact(perValue, output(inputs).size());
    }
}
