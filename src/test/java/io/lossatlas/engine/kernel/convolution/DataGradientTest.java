package io.lossatlas.engine.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.TestTensors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bit for bit against scalar loops: at stride 1 a convolution, at stride 2 the terms of each pixel one after another. */
class DataGradientTest {

    @ParameterizedTest
    @CsvSource({
        "1, 8, 28, 28, 3, 1",
        "8, 8, 28, 28, 3, 1",
        "3, 5, 5, 15, 3, 1",
        "5, 3, 4, 14, 3, 1",
        "7, 9, 7, 7, 3, 1",
        "8, 16, 28, 28, 3, 2",
        "3, 5, 14, 14, 3, 2",
        "1, 2, 2, 2, 3, 2",
        "3, 5, 7, 7, 3, 2",
        "2, 3, 6, 15, 3, 2",
        "1, 1, 1, 1, 3, 2",
        "2, 3, 29, 13, 3, 2",
        "8, 16, 28, 28, 1, 2",
        "3, 5, 7, 9, 1, 2",
        "3, 2, 5, 9, 1, 1",
        "17, 33, 7, 5, 1, 1",
        "20, 34, 5, 8, 1, 2",
        "18, 19, 7, 6, 3, 2"
    })
    void everyTileAndRemainderIsTheScalarSumBitForBit(int in, int out, int height, int width, int kernel, int stride) {
        Shape shape = new Shape(in, height, width);
        Shape made = Convolution.output(shape, out, kernel, stride);
        List<Tensor> tensors = Arena.of(List.of(made, shape));
        GaussianStream stream = Seeds.stream(3, "data-gradient", shape.toString());
        TestTensors.fill(tensors.get(0), stream);
        float[] weights = TestTensors.values(2 + out * in * kernel * kernel, stream);
        Scratch scratch = Scratch.of(DataGradient.scratch(shape, out, kernel, stride));
        DataGradient gradient = new DataGradient(shape, out, kernel, stride, scratch);
        gradient.load(weights, 2);

        gradient.run(tensors.get(0), tensors.get(1));
        assertSame(tensors, weights, kernel, stride, null);

        TestTensors.fill(tensors.get(1), stream);
        float[] before = tensors.get(1).data().clone();
        gradient.runAdding(tensors.get(0), tensors.get(1));
        assertSame(tensors, weights, kernel, stride, before);
    }

    private static void assertSame(List<Tensor> tensors, float[] weights, int kernel, int stride, float[] before) {
        Tensor output = tensors.get(0);
        Tensor to = tensors.get(1);
        Shape in = to.shape();
        ScalarConvolution mirrored = stride == 1 ? mirrored(output, weights, in.channels(), kernel) : null;
        for (int i = 0; i < in.channels(); i++) {
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                        int at = to.at(i, y, x) + lane;
                        float start = before == null ? 0 : before[at];
                        float expected = mirrored != null
                                ? mirrored.at(i, y, x, lane, before != null, start, Float.NEGATIVE_INFINITY)
                                : scattered(output, weights, in.channels(), kernel, i, y, x, lane, start);
                        assertThat(to.data()[at])
                                .as("channel %d, row %d, column %d, lane %d", i, y, x, lane)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    /** The convolution of the output's gradient with mirrored kernels and channels exchanged. */
    private static ScalarConvolution mirrored(Tensor output, float[] weights, int in, int kernel) {
        int out = output.shape().channels();
        int taps = kernel * kernel;
        float[] exchanged = new float[out * in * taps + in];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int tap = 0; tap < taps; tap++) {
                    exchanged[(i * out + o) * taps + taps - 1 - tap] = weights[2 + (o * in + i) * taps + tap];
                }
            }
        }
        return ScalarConvolution.of(output, exchanged, 0, out * in * taps, kernel, 1);
    }

    /** {@code sum_{o,ky,kx}} of the terms with {@code Y = 2 y + ky - p} and {@code X = 2 x + kx - p}, in this order. */
    private static float scattered(
            Tensor output, float[] weights, int in, int kernel, int i, int row, int column, int lane, float start) {
        float sum = start;
        for (int o = 0; o < output.shape().channels(); o++) {
            for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                    int y = row + kernel / 2 - ky;
                    int x = column + kernel / 2 - kx;
                    if (y % 2 == 0 && x % 2 == 0) {
                        float weight = weights[2 + ((o * in + i) * kernel + ky) * kernel + kx];
                        sum = Math.fma(ScalarConvolution.input(output, o, y / 2, x / 2, lane), weight, sum);
                    }
                }
            }
        }
        return sum;
    }
}
