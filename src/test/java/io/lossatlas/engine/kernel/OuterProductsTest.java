package io.lossatlas.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bit for bit against scalar loops: small matrices lane by lane, large ones in chunks of 16 vectors. */
class OuterProductsTest {
    private static final int FIRST = 5;
    private static final int CHUNK = 16;

    /** Groups, planes, rows of each, outputs, inputs. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1", "3, 1, 1, 10, 32", "2, 2, 3, 7, 13"})
    void aSmallMatrixIsSummedImageByImage(int groups, int planes, int rows, int outputs, int inputs) {
        assertSame(groups, planes, rows, outputs, inputs, false);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 128, 128", "3, 1, 1, 131, 137", "2, 1, 9, 16, 1030", "2, 3, 8, 1000, 17", "1, 1, 17, 256, 70"
    })
    void aLargeMatrixIsSummedChunkByChunk(int groups, int planes, int rows, int outputs, int inputs) {
        assertThat(PanelOuterProducts.suits(outputs, inputs)).isTrue();
        assertSame(groups, planes, rows, outputs, inputs, true);
    }

    private static void assertSame(int groups, int planes, int rows, int outputs, int inputs, boolean large) {
        List<Tensor> x = tensors("x", groups, new Shape(planes, rows, inputs));
        List<Tensor> dy = tensors("dy", groups, new Shape(planes, rows, outputs));
        OuterProducts products = new OuterProducts(outputs, inputs, (groups + 1) * planes * rows);
        float[] found = new float[FIRST + outputs * inputs];
        products.run(x, dy, groups, found, FIRST);
        products.run(x, dy, groups, found, FIRST);

        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                List<float[]> pairs = pairs(x, dy, o, i);
                assertThat(found[FIRST + o * inputs + i])
                        .as("output %d, input %d", o, i)
                        .isEqualTo(large ? inChunks(pairs) : byLanes(pairs));
            }
        }
    }

    private static List<Tensor> tensors(String name, int groups, Shape shape) {
        List<Shape> shapes = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            shapes.add(shape);
        }
        List<Tensor> tensors = Arena.of(shapes);
        for (int g = 0; g < groups; g++) {
            TestTensors.fill(tensors.get(g), Seeds.stream(g, "outer", name));
        }
        return tensors;
    }

    /** Of every vector the two lanes of 16 images, one after the other. */
    private static List<float[]> pairs(List<Tensor> x, List<Tensor> dy, int o, int i) {
        List<float[]> pairs = new ArrayList<>();
        for (int g = 0; g < x.size(); g++) {
            for (int c = 0; c < x.get(g).shape().channels(); c++) {
                for (int row = 0; row < x.get(g).shape().height(); row++) {
                    float[] pair = new float[2 * Lanes.LOGICAL];
                    System.arraycopy(x.get(g).data(), x.get(g).at(c, row, i), pair, 0, Lanes.LOGICAL);
                    System.arraycopy(dy.get(g).data(), dy.get(g).at(c, row, o), pair, Lanes.LOGICAL, Lanes.LOGICAL);
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private static float byLanes(List<float[]> pairs) {
        float[] lanes = new float[Lanes.LOGICAL];
        for (float[] pair : pairs) {
            for (int lane = 0; lane < lanes.length; lane++) {
                lanes[lane] = Math.fma(pair[lane], pair[lanes.length + lane], lanes[lane]);
            }
        }
        float[] sum = new float[1];
        LaneTree.sums(lanes, 0, 1, sum, 0);
        return sum[0];
    }

    private static float inChunks(List<float[]> pairs) {
        float all = 0;
        for (int v = 0; v < pairs.size(); v += CHUNK) {
            float sum = 0;
            for (float[] pair : pairs.subList(v, Math.min(pairs.size(), v + CHUNK))) {
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    sum = Math.fma(pair[lane], pair[Lanes.LOGICAL + lane], sum);
                }
            }
            all += sum;
        }
        return all;
    }
}
