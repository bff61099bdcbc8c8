package io.lossatlas.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.Seeds;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normalisation, its gradient and the sums that both need, bit for bit against scalar loops. */
class ElementwiseTest {
    private static final int CHANNEL = 1;

    @ParameterizedTest
    @CsvSource({"28, 28", "7, 7", "1, 1", "3, 5", "2, 6"})
    void normalisationAndAddition(int height, int width) {
        List<Tensor> t = tensors(height, width);
        float scale = 1.3f;
        float shift = -0.4f;
        for (float floor : new float[] {0, Float.NEGATIVE_INFINITY}) {
            Affine.apply(t.get(0), CHANNEL, scale, shift, floor, t.get(3));
            each(t.get(3), (at, lane) -> {
                float y = Math.fma(
                        t.get(0).data()[at - t.get(3).offset() + t.get(0).offset()], scale, shift);
                return y < floor ? floor : y;
            });
            Affine.applyAdding(t.get(0), t.get(1), CHANNEL, scale, shift, floor, t.get(3));
            each(t.get(3), (at, lane) -> {
                int pixel = at - t.get(3).offset();
                float y = Math.fma(value(t.get(0), pixel), scale, shift) + value(t.get(1), pixel);
                return y < floor ? floor : y;
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"28, 28", "7, 7", "1, 1", "3, 5", "2, 6"})
    void gradientOfNormalisation(int height, int width) {
        List<Tensor> t = tensors(height, width);
        NormGradient.apply(t.get(0), t.get(1), CHANNEL, 0.7f, -0.2f, 0.1f, t.get(3));
        each(t.get(3), (at, lane) -> {
            int pixel = at - t.get(3).offset();
            return Math.fma(value(t.get(0), pixel), 0.7f, Math.fma(value(t.get(1), pixel), -0.2f, 0.1f));
        });
    }

    @ParameterizedTest
    @CsvSource({"28, 28", "7, 7", "1, 1", "3, 5", "2, 6"})
    void gateAndItsSums(int height, int width) {
        List<Tensor> t = tensors(height, width);
        rectify(t.get(1));
        float[] before = t.get(0).data().clone();
        float[] sums = new float[Lanes.LOGICAL];
        float[] products = new float[Lanes.LOGICAL];
        NormGradient.gate(t.get(0), t.get(1), t.get(2), CHANNEL, 0, 0.25f, sums, products);
        float[] expectedSums = new float[Lanes.LOGICAL];
        float[] expectedProducts = new float[Lanes.LOGICAL];
        each(t.get(0), (at, lane) -> {
            int pixel = at - t.get(0).offset();
            float g = value(t.get(1), pixel) > 0 ? before[at] : 0;
            expectedSums[lane] += g;
            expectedProducts[lane] = Math.fma(value(t.get(2), pixel) - 0.25f, g, expectedProducts[lane]);
            return g;
        });
        assertThat(sums).containsExactly(expectedSums);
        assertThat(products).containsExactly(expectedProducts);
    }

    @ParameterizedTest
    @CsvSource({"28, 28", "7, 7", "1, 1", "3, 5", "2, 6"})
    void sumsOfAPlaneGoRowByRowInFourParts(int height, int width) {
        Tensor x = tensors(height, width).get(0);
        float[] sums = new float[Lanes.LOGICAL];
        float[] squares = new float[Lanes.LOGICAL];
        RowSums.sum(x, CHANNEL, sums);
        RowSums.squares(x, CHANNEL, 0.5f, squares);
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            float sum = 0;
            float square = 0;
            for (int y = 0; y < height; y++) {
                float[] parts = new float[4];
                float[] squareParts = new float[4];
                for (int column = 0; column < width; column++) {
                    int part = column < width - width % 4 ? column % 4 : 0;
                    float value = x.data()[x.at(CHANNEL, y, column) + lane];
                    parts[part] += value;
                    squareParts[part] = Math.fma(value - 0.5f, value - 0.5f, squareParts[part]);
                }
                sum += (parts[0] + parts[1]) + (parts[2] + parts[3]);
                square += (squareParts[0] + squareParts[1]) + (squareParts[2] + squareParts[3]);
            }
            assertThat(sums[lane]).isEqualTo(sum);
            assertThat(squares[lane]).isEqualTo(square);
        }
    }

    private interface Expected {
        float at(int index, int lane);
    }

    /** Holds every pixel of the channel to what is expected there, in the order of rows and columns. */
    private static void each(Tensor found, Expected expected) {
        Shape shape = found.shape();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    int at = found.at(CHANNEL, y, x) + lane;
                    assertThat(found.data()[at]).isEqualTo(expected.at(at, lane));
                }
            }
        }
    }

    /** ReLU's output, half of it zeros, where its gradient is zero too. */
    private static void rectify(Tensor tensor) {
        for (int at = tensor.offset(); at < tensor.offset() + tensor.shape().size(); at++) {
            tensor.data()[at] = Math.max(0, tensor.data()[at]);
        }
    }

    private static float value(Tensor tensor, int pixel) {
        return tensor.data()[tensor.offset() + pixel];
    }

    private static List<Tensor> tensors(int height, int width) {
        Shape shape = new Shape(2, height, width);
        List<Tensor> tensors = Arena.of(List.of(shape, shape, shape, shape));
        for (int n = 0; n < 3; n++) {
            TestTensors.fill(tensors.get(n), Seeds.stream(n, "elementwise", shape.toString()));
        }
        return tensors;
    }
}
