package io.lossatlas.engine.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.TestTensors;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape.Side;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bit for bit against scalar loops: a group over pixels and images, then groups. */
class PanelWeightGradientTest {
    private static final int GROUPS = 2;

    /** Channels in, out, rows, columns, kernel, stride, dilation: whole vectors and tiles, what is left of them, narrow images, wide windows. */
    @ParameterizedTest
    @CsvSource({
        "32, 64, 4, 6, 3, 1, 1",
        "45, 43, 3, 9, 3, 1, 1",
        "64, 29, 2, 3, 3, 1, 1",
        "48, 38, 9, 10, 3, 2, 1",
        "128, 131, 5, 4, 1, 1, 1",
        "140, 119, 8, 9, 1, 2, 1",
        "29, 25, 5, 7, 5, 1, 1",
        "31, 60, 9, 11, 3, 2, 2",
        "512, 32, 1, 1, 3, 1, 1"
    })
    void everyWeightIsOneChainOfAGroupBitForBit(
            int in, int out, int height, int width, int kernel, int stride, int dilation) {
        Side side = new Side(kernel, stride, kernel / 2 * dilation, dilation);
        Shape from = new Shape(in, height, width);
        Shape to = new Shape(out, (height - 1) / stride + 1, (width - 1) / stride + 1);
        ConvolutionShape shape = new ConvolutionShape(from, to, 1, side, side);
        assertThat(PanelWeightGradient.suits(shape)).isTrue();
        Scratch scratch = Scratch.of(PanelWeightGradient.scratch(shape));
        Arrays.fill(scratch.data(), scratch.first(), scratch.data().length, Float.NaN);
        PanelWeightGradient gradient = new PanelWeightGradient(shape, scratch);
        List<Tensor> tensors = Arena.of(List.of(from, to, from, to));
        gradient.clear();
        for (int group = 0; group < GROUPS; group++) {
            TestTensors.fill(tensors.get(2 * group), Seeds.stream(group, "panel-x"));
            TestTensors.fill(tensors.get(2 * group + 1), Seeds.stream(group, "panel-dy"));
            gradient.add(tensors.get(2 * group), tensors.get(2 * group + 1));
        }
        float[] found = new float[shape.weights() + 3];
        gradient.finish(found, 3);

        for (int n = 0; n < shape.weights(); n += 7) { // 7 is prime to all that weights are made of
            int tap = n % shape.area();
            int i = n / shape.area() % in;
            int o = n / shape.area() / in;
            int down = tap / kernel * dilation - side.padding();
            int right = tap % kernel * dilation - side.padding();
            float expected = sum(tensors.get(0), tensors.get(1), o, i, down, right, stride)
                    + sum(tensors.get(2), tensors.get(3), o, i, down, right, stride);
            assertThat(found[n + 3])
                    .as("filter %d, channel %d, tap %d", o, i, tap)
                    .isEqualTo(expected);
        }
    }

    private static float sum(Tensor input, Tensor output, int o, int i, int down, int right, int stride) {
        Shape in = input.shape();
        float sum = 0;
        for (int y = 0; y < output.shape().height(); y++) {
            for (int x = 0; x < output.shape().width(); x++) {
                int row = stride * y + down;
                int column = stride * x + right;
                boolean inside = row >= 0 && row < in.height() && column >= 0 && column < in.width();
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    float read = inside ? input.data()[input.at(i, row, column) + lane] : 0;
                    sum = Math.fma(read, output.data()[output.at(o, y, x) + lane], sum);
                }
            }
        }
        return sum;
    }
}
