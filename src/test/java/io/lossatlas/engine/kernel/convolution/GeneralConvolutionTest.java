package io.lossatlas.engine.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions of every window, and their gradients, against plain loops in double over what each filter sees. */
class GeneralConvolutionTest {
    private static final Side SAME3 = new Side(3, 1, 1, 1);
    private static final Side HALF3 = new Side(3, 2, 1, 1);

    static Stream<ConvolutionShape> shapes() {
        return Stream.of(
                shape(3, 5, 9, 16, 1, new Side(5, 1, 2, 1), new Side(5, 1, 2, 1), 2, 2),
                shape(40, 9, 4, 13, 1, new Side(3, 1, 0, 1), new Side(3, 1, 0, 1), 0, 0),
                shape(70, 6, 3, 11, 1, new Side(1, 1, 0, 1), new Side(1, 3, 0, 1), 0, 0),
                shape(6, 6, 8, 32, 6, SAME3, SAME3, 1, 1),
                shape(6, 6, 8, 24, 6, HALF3, HALF3, 1, 1),
                shape(4, 8, 7, 9, 4, HALF3, new Side(9, 1, 4, 1), 1, 4),
                shape(4, 8, 7, 15, 2, new Side(3, 1, 2, 2), new Side(3, 1, 3, 3), 2, 3),
                shape(4, 10, 8, 31, 2, HALF3, HALF3, 0, 0),
                shape(2, 3, 12, 12, 1, new Side(4, 4, 0, 1), new Side(4, 4, 0, 1), 0, 0),
                shape(2, 3, 2, 3, 1, new Side(7, 2, 5, 1), new Side(7, 3, 6, 1), 4, 1),
                shape(1, 4, 1, 1, 1, new Side(2, 3, 3, 5), new Side(1, 5, 4, 9), 6, 7),
                shape(3, 6, 9, 10, 3, new Side(2, 3, 0, 3), new Side(2, 1, 7, 2), 5, 0),
                shape(8, 8, 6, 6, 2, new Side(1, 1, 0, 1), new Side(1, 1, 0, 1), 0, 0),
                shape(5, 7, 6, 9, 1, SAME3, SAME3, 1, 1),
                shape(5, 7, 6, 9, 1, HALF3, HALF3, 0, 0),
                shape(9, 7, 6, 9, 1, new Side(1, 1, 0, 1), new Side(1, 1, 0, 1), 0, 0),
                shape(28, 25, 6, 7, 1, new Side(5, 1, 2, 1), new Side(5, 1, 2, 1), 2, 2),
                shape(30, 90, 5, 9, 1, new Side(2, 3, 1, 2), new Side(3, 2, 4, 3), 0, 4),
                shape(64, 30, 2, 3, 1, SAME3, SAME3, 1, 1),
                shape(45, 48, 9, 10, 1, HALF3, HALF3, 0, 1),
                shape(130, 127, 3, 4, 1, new Side(1, 1, 0, 1), new Side(1, 1, 0, 1), 0, 0));
    }

    private static ConvolutionShape shape(
            int in, int out, int height, int width, int groups, Side rows, Side columns, int below, int right) {
        return new ConvolutionShape(
                new Shape(in, height, width),
                new Shape(out, places(height, rows, below), places(width, columns, right)),
                groups,
                rows,
                columns);
    }

    private static int places(int extent, Side side, int after) {
        return (extent + side.padding() + after - side.dilation() * (side.kernel() - 1) - 1) / side.stride() + 1;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyWindowIsTheSumOfWhatItSees(ConvolutionShape shape) {
        Case sample = new Case(shape);
        Convolution convolution = new Convolution(shape, dirty(Convolution.scratch(shape)));
        convolution.load(sample.weights, 0, shape.weights());
        double[] sums = sample.forward();
        convolution.run(sample.in, Float.NEGATIVE_INFINITY, sample.made);
        assertThat(convolution.output()).isEqualTo(shape.out());
        sample.assertValues(sample.made, sums);
        sample.assertBorders(sample.made);

        convolution.run(sample.in, 0, sample.made);
        sample.assertValues(
                sample.made, Arrays.stream(sums).map(sum -> Math.max(0, sum)).toArray());

        double[] added = values(sample.out);
        convolution.runAdding(sample.in, sample.out, Float.NEGATIVE_INFINITY, sample.made);
        double[] both = plus(sums, added);
        sample.assertValues(sample.made, both);
        convolution.runAdding(sample.in, sample.out, 0, sample.out);
        sample.assertValues(
                sample.out, Arrays.stream(both).map(sum -> Math.max(0, sum)).toArray());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theGradientOfTheInputIsThatOfTheSum(ConvolutionShape shape) {
        Case sample = new Case(shape);
        DataGradient gradient = new DataGradient(shape, dirty(DataGradient.scratch(shape)));
        gradient.load(sample.weights, 0);
        double[] sums = sample.dataGradient();
        gradient.run(sample.out, sample.gradient);
        sample.assertValues(sample.gradient, sums);
        sample.assertBorders(sample.gradient);

        double[] before = values(sample.in);
        gradient.runAdding(sample.out, sample.in);
        sample.assertValues(sample.in, plus(sums, before));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theGradientOfTheWeightsIsThatOfTheSum(ConvolutionShape shape) {
        Case sample = new Case(shape);
        WeightGradient gradient = new WeightGradient(shape, dirty(WeightGradient.scratch(shape)));
        gradient.clear();
        gradient.add(sample.in, sample.out);
        gradient.add(sample.in, sample.out);
        float[] found = new float[shape.weights() + 3];
        gradient.finish(found, 3);
        double[] sums = sample.weightGradient();
        for (int n = 0; n < sums.length; n++) {
            assertThat((double) found[n + 3])
                    .as("weight %d", n)
                    .isCloseTo(2 * sums[n], within(2e-4 * Math.sqrt(shape.out().pixels())));
        }
    }

    @Test
    void whatIsNotANumberStaysInItsLaneAndItsGroup() {
        ConvolutionShape shape = shape(2, 2, 5, 8, 2, new Side(5, 1, 2, 1), new Side(5, 1, 2, 1), 2, 2);
        Case sample = new Case(shape);
        sample.in.data()[sample.in.at(0, 2, 3) + 5] = Float.NaN;
        Convolution convolution = new Convolution(shape, dirty(Convolution.scratch(shape)));
        convolution.load(sample.weights, 0, shape.weights());
        convolution.run(sample.in, 0, sample.made);
        assertThat(sample.made.data()[sample.made.at(0, 0, 1) + 5]).isNaN();
        assertThat(sample.made.data()[sample.made.at(0, 0, 0) + 5]).isNotNaN();
        assertThat(sample.made.data()[sample.made.at(0, 0, 1) + 4]).isNotNaN();
        assertThat(sample.made.data()[sample.made.at(1, 0, 1) + 5]).isNotNaN();
    }

    @Test
    void groupsThatDoNotShareEvenlyAreRefused() {
        assertThatThrownBy(() -> new ConvolutionShape(new Shape(3, 4, 4), new Shape(4, 4, 4), 2, SAME3, SAME3))
                .hasMessage("3 channels and 4 filters in 2 groups");
    }

    /** Holds what another kernel left there. */
    private static Scratch dirty(int floats) {
        Scratch scratch = Scratch.of(floats);
        Arrays.fill(scratch.data(), Float.NaN);
        return scratch;
    }

    private static double[] plus(double[] one, double[] other) {
        double[] sum = one.clone();
        for (int n = 0; n < sum.length; n++) {
            sum[n] += other[n];
        }
        return sum;
    }

    /** Of all lanes, channel after channel. */
    private static double[] values(Tensor tensor) {
        Shape shape = tensor.shape();
        double[] values = new double[shape.channels() * shape.pixels() * Lanes.LOGICAL];
        int n = 0;
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                        values[n++] = tensor.data()[tensor.at(c, y, x) + lane];
                    }
                }
            }
        }
        return values;
    }

    /** Random operands, and what the sums over them are. */
    private static final class Case {
        final ConvolutionShape shape;
        final Tensor in;
        final Tensor out;
        final Tensor made;
        final Tensor gradient;
        final float[] weights;

        Case(ConvolutionShape shape) {
            this.shape = shape;
            List<Tensor> tensors = Arena.of(List.of(shape.in(), shape.out(), shape.out(), shape.in()));
            this.in = tensors.get(0);
            this.out = tensors.get(1);
            this.made = tensors.get(2);
            this.gradient = tensors.get(3);
            GaussianStream stream = Seeds.stream(7, "windows", shape.toString());
            TestTensors.fill(in, stream);
            TestTensors.fill(out, stream);
            this.weights = TestTensors.values(shape.weights() + shape.out().channels(), stream);
        }

        private interface Term {
            void at(int input, int output, int weight);
        }

        double[] forward() {
            double[] sums = new double[shape.out().channels() * shape.out().pixels() * Lanes.LOGICAL];
            int plane = shape.out().pixels() * Lanes.LOGICAL;
            Arrays.setAll(sums, n -> weights[shape.weights() + n / plane]);
            double[] x = values(in);
            terms((input, output, weight) -> sums[output] += x[input] * weights[weight]);
            return sums;
        }

        double[] dataGradient() {
            double[] sums = new double[shape.in().channels() * shape.in().pixels() * Lanes.LOGICAL];
            double[] dz = values(out);
            terms((input, output, weight) -> sums[input] += dz[output] * weights[weight]);
            return sums;
        }

        double[] weightGradient() {
            double[] sums = new double[shape.weights()];
            double[] x = values(in);
            double[] dz = values(out);
            terms((input, output, weight) -> sums[weight] += x[input] * dz[output]);
            return sums;
        }

        private void terms(Term term) {
            int channels = shape.in().channels() / shape.groups();
            int filters = shape.out().channels() / shape.groups();
            for (int o = 0; o < shape.out().channels(); o++) {
                for (int c = 0; c < channels; c++) {
                    pixels(o / filters * channels + c, o, o * channels + c, term);
                }
            }
        }

        private void pixels(int channel, int filter, int kernel, Term term) {
            Side rows = shape.rows();
            Side columns = shape.columns();
            for (int y = 0; y < shape.out().height(); y++) {
                for (int x = 0; x < shape.out().width(); x++) {
                    for (int u = 0; u < rows.kernel(); u++) {
                        for (int v = 0; v < columns.kernel(); v++) {
                            int row = y * rows.stride() + u * rows.dilation() - rows.padding();
                            int column = x * columns.stride() + v * columns.dilation() - columns.padding();
                            if (row >= 0
                                    && row < shape.in().height()
                                    && column >= 0
                                    && column < shape.in().width()) {
                                int weight = (kernel * rows.kernel() + u) * columns.kernel() + v;
                                lanes(
                                        place(shape.in(), channel, row, column),
                                        place(shape.out(), filter, y, x),
                                        weight,
                                        term);
                            }
                        }
                    }
                }
            }
        }

        private static void lanes(int input, int output, int weight, Term term) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                term.at(input + lane, output + lane, weight);
            }
        }

        private static int place(Shape shape, int channel, int y, int x) {
            return ((channel * shape.height() + y) * shape.width() + x) * Lanes.LOGICAL;
        }

        /** The roundings of a chain of n terms of size 1, one after another, are some 1e-7 n, and a few times that in the worst of many. */
        void assertValues(Tensor found, double[] expected) {
            double[] values = values(found);
            double most = 5e-5 * Math.max(1, shape.area() * Math.max(shape.channels(), shape.filters()) / 100.0);
            for (int n = 0; n < values.length; n++) {
                assertThat(values[n]).as("value %d", n).isCloseTo(expected[n], within(most));
            }
        }

        void assertBorders(Tensor tensor) {
            Shape of = tensor.shape();
            for (int c = 0; c < of.channels(); c++) {
                for (int x = -1; x <= of.width(); x++) {
                    assertThat(tensor.data()[tensor.at(c, -1, x)]).isZero();
                    assertThat(tensor.data()[tensor.at(c, of.height(), x)]).isZero();
                }
                for (int y = -1; y <= of.height(); y++) {
                    assertThat(tensor.data()[tensor.at(c, y, -1)]).isZero();
                    assertThat(tensor.data()[tensor.at(c, y, of.width())]).isZero();
                }
            }
        }
    }
}
