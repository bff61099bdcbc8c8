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

/** Bit for bit against scalar loops: each lane over groups and pixels, then one tree over the lanes. */
class WeightGradientTest {
    private static final int GROUPS = 2;

    @ParameterizedTest
    @CsvSource({
        "1, 8, 28, 28, 3, 1",
        "3, 5, 5, 15, 3, 1",
        "5, 4, 4, 14, 3, 1",
        "2, 9, 7, 7, 3, 1",
        "1, 1, 1, 1, 3, 1",
        "2, 16, 28, 28, 3, 2",
        "3, 5, 7, 7, 3, 2",
        "2, 3, 6, 15, 3, 2",
        "1, 1, 1, 1, 3, 2",
        "2, 8, 28, 28, 1, 2",
        "3, 5, 7, 9, 1, 2",
        "9, 5, 14, 14, 1, 2",
        "3, 6, 5, 9, 1, 1"
    })
    void everyTileAndRemainderIsTheScalarSumBitForBit(int in, int out, int height, int width, int kernel, int stride) {
        Shape shape = new Shape(in, height, width);
        Shape made = Convolution.output(shape, out, kernel, stride);
        int count = out * in * kernel * kernel;
        WeightGradient gradient =
                new WeightGradient(shape, out, kernel, stride, Scratch.of(WeightGradient.scratch(count)));
        List<Tensor> tensors = Arena.of(List.of(shape, made, shape, made));
        GaussianStream stream = Seeds.stream(4, "weight-gradient", shape.toString());
        gradient.clear();
        for (int group = 0; group < GROUPS; group++) {
            TestTensors.fill(tensors.get(2 * group), stream);
            TestTensors.fill(tensors.get(2 * group + 1), stream);
            gradient.add(tensors.get(2 * group), tensors.get(2 * group + 1));
        }
        float[] found = new float[count + 3];
        gradient.finish(found, 3);

        int n = 3;
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int ky = 0; ky < kernel; ky++) {
                    for (int kx = 0; kx < kernel; kx++) {
                        assertThat(found[n++])
                                .as("output %d, input %d, row %d, column %d", o, i, ky, kx)
                                .isEqualTo(expected(tensors, o, i, ky - kernel / 2, kx - kernel / 2, stride));
                    }
                }
            }
        }
    }

    private static float expected(List<Tensor> tensors, int o, int i, int dy, int dx, int stride) {
        float[] lanes = new float[Lanes.LOGICAL];
        for (int lane = 0; lane < lanes.length; lane++) {
            for (int group = 0; group < GROUPS; group++) {
                Tensor input = tensors.get(2 * group);
                Tensor output = tensors.get(2 * group + 1);
                for (int y = 0; y < output.shape().height(); y++) {
                    for (int x = 0; x < output.shape().width(); x++) {
                        float read = ScalarConvolution.input(input, i, stride * y + dy, stride * x + dx, lane);
                        lanes[lane] = Math.fma(read, output.data()[output.at(o, y, x) + lane], lanes[lane]);
                    }
                }
            }
        }
        for (int half = lanes.length / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }
}
