package io.lossatlas.engine.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.TestTensors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held bit for bit against scalar loops with {@link Math#fma} in the order that the contract states. */
class ConvolutionTest {

    @ParameterizedTest
    @CsvSource({
        "1, 8, 28, 28, 3, 1",
        "8, 8, 28, 28, 3, 1",
        "3, 5, 4, 14, 3, 1",
        "16, 16, 14, 14, 3, 1",
        "32, 32, 7, 7, 3, 1",
        "4, 1, 5, 5, 3, 1",
        "5, 13, 3, 9, 3, 1",
        "9, 7, 1, 1, 3, 1",
        "4, 4, 1, 2, 3, 1",
        "4, 9, 2, 1, 3, 1",
        "2, 1, 3, 7, 3, 1",
        "4, 3, 5, 15, 3, 1",
        "2, 4, 3, 1, 3, 1",
        "2, 2, 1, 6, 3, 1",
        "3, 3, 2, 8, 3, 1",
        "2, 3, 2, 13, 3, 1",
        "8, 8, 8, 8, 3, 1",
        "9, 13, 7, 9, 3, 1",
        "8, 3, 9, 10, 3, 1",
        "11, 12, 10, 7, 3, 1",
        "8, 5, 5, 8, 3, 1",
        "10, 4, 11, 4, 3, 1",
        "8, 8, 6, 6, 3, 1",
        "8, 16, 28, 28, 3, 2",
        "3, 5, 7, 7, 3, 2",
        "2, 3, 5, 13, 3, 2",
        "2, 3, 6, 15, 3, 2",
        "8, 16, 28, 28, 1, 2",
        "3, 5, 14, 14, 1, 2",
        "3, 2, 5, 9, 1, 1",
        "1, 1, 1, 1, 3, 2",
        "1, 1, 1, 1, 1, 1",
        "32, 16, 5, 9, 1, 1",
        "40, 19, 6, 7, 1, 2",
        "130, 22, 3, 5, 1, 1",
        "57, 17, 9, 11, 3, 2",
        "61, 24, 2, 3, 3, 2"
    })
    void everyTileAndRemainderIsTheScalarSumBitForBit(int in, int out, int height, int width, int kernel, int stride) {
        Case sample = new Case(new Shape(in, height, width), out, kernel, stride);
        for (float floor : new float[] {0, Float.NEGATIVE_INFINITY}) {
            sample.convolution.run(sample.from, floor, sample.to);
            sample.assertSame(null, floor);
            sample.convolution.runAdding(sample.from, sample.added, floor, sample.to);
            sample.assertSame(sample.added.data().clone(), floor);
        }
    }

    @Test
    void theSumMayBeWrittenOverWhatIsAdded() {
        Case sample = new Case(new Shape(4, 14, 14), 4, 3, 1);
        float[] before = sample.added.data().clone();
        sample.convolution.runAdding(sample.from, sample.added, 0, sample.added);
        Case expected = new Case(new Shape(4, 14, 14), 4, 3, 1);
        expected.to = sample.added;
        expected.assertSame(before, 0);
    }

    @Test
    void bordersStayZero() {
        Case sample = new Case(new Shape(2, 5, 9), 3, 3, 1);
        sample.convolution.run(sample.from, 0, sample.to);
        Tensor to = sample.to;
        for (int x = -1; x <= 9; x++) {
            assertThat(to.data()[to.at(1, -1, x)]).isZero();
            assertThat(to.data()[to.at(1, 5, x)]).isZero();
        }
        for (int y = -1; y <= 5; y++) {
            assertThat(to.data()[to.at(2, y, -1)]).isZero();
            assertThat(to.data()[to.at(2, y, 9)]).isZero();
        }
    }

    @Test
    void nanAndInfinityPassThroughReluAndStayInTheirLane() {
        Case sample = new Case(new Shape(1, 3, 7), 2, 3, 1);
        sample.from.data()[sample.from.at(0, 1, 3) + 5] = Float.NaN;
        sample.convolution.run(sample.from, 0, sample.to);
        assertThat(sample.to.data()[sample.to.at(0, 1, 3) + 5]).isNaN();
        assertThat(sample.to.data()[sample.to.at(1, 0, 2) + 5]).isNaN();
        assertThat(sample.to.data()[sample.to.at(0, 1, 3) + 4]).isNotNaN();
        assertThat(sample.to.data()[sample.to.at(0, 1, 3) + 6]).isNotNaN();
    }

    @Test
    void aWrongPaddingAndAWrongFilterAreNoticed() {
        Case padded = new Case(new Shape(2, 5, 9), 3, 3, 1);
        padded.from.data()[padded.from.at(1, -1, 4)] = 1;
        padded.convolution.run(padded.from, 0, padded.to);
        assertThatThrownBy(() -> padded.assertSame(null, 0)).isInstanceOf(AssertionError.class);

        Case shifted = new Case(new Shape(2, 5, 9), 3, 3, 1);
        shifted.convolution.load(shifted.weights, shifted.filters + 1, shifted.biases);
        shifted.convolution.run(shifted.from, 0, shifted.to);
        assertThatThrownBy(() -> shifted.assertSame(null, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void kernelsAndStridesThatHaveNoTileAreRefused() {
        Scratch scratch = Scratch.of(0);
        assertThatThrownBy(() -> new Convolution(new Shape(1, 8, 8), 1, 5, 1, scratch))
                .hasMessage("kernel must be 1 or 3, not 5");
        assertThatThrownBy(() -> new Convolution(new Shape(1, 8, 8), 1, 3, 3, scratch))
                .hasMessage("stride must be 1 or 2, not 3");
    }

    /** A convolution with random operands, and what it must make of them. */
    private static final class Case {
        final Convolution convolution;
        final ScalarConvolution expected;
        final Tensor from;
        final Tensor added;
        final float[] weights;
        final int filters = 3;
        final int biases;
        Tensor to;

        Case(Shape in, int channels, int kernel, int stride) {
            Scratch scratch = Scratch.of(Convolution.scratch(in, channels, kernel, stride));
            this.convolution = new Convolution(in, channels, kernel, stride, scratch);
            List<Tensor> tensors = Arena.of(List.of(in, convolution.output(), convolution.output()));
            this.from = tensors.get(0);
            this.added = tensors.get(1);
            this.to = tensors.get(2);
            GaussianStream stream = Seeds.stream(7, "convolution", in.toString());
            TestTensors.fill(from, stream);
            TestTensors.fill(added, stream);
            this.biases = filters + channels * in.channels() * kernel * kernel;
            this.weights = new float[biases + channels];
            for (int n = 0; n < weights.length; n++) {
                weights[n] = (float) stream.nextGaussian();
            }
            this.expected = ScalarConvolution.of(from, weights, filters, biases, kernel, stride);
            convolution.load(weights, filters, biases);
        }

        void assertSame(float[] addedBefore, float floor) {
            Shape shape = to.shape();
            for (int o = 0; o < shape.channels(); o++) {
                for (int y = 0; y < shape.height(); y++) {
                    for (int x = 0; x < shape.width(); x++) {
                        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                            float before = addedBefore == null ? 0 : addedBefore[added.at(o, y, x) + lane];
                            assertThat(to.data()[to.at(o, y, x) + lane])
                                    .as("channel %d, row %d, column %d, lane %d", o, y, x, lane)
                                    .isEqualTo(expected.at(o, y, x, lane, addedBefore != null, before, floor));
                        }
                    }
                }
            }
        }
    }
}
