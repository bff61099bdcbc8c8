package io.lossatlas.engine.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.value.LaneProducts.Steps;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of each image's own matrices, bit for bit against scalar loops, however the matrices lie. */
class LaneProductsTest {
    private static final int L = Lanes.LOGICAL;
    private static final int FIRST = 12;

    /** Rows, terms, columns: none, one and several whole tiles and blocks of each, and what is left of one. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 33, 4",
        "2, 5, 9",
        "3, 32, 3",
        "5, 31, 7",
        "7, 65, 8",
        "16, 4, 5",
        "17, 34, 1",
        "21, 64, 12",
        "35, 1, 6"
    })
    void eachElementIsOneChainInTheOrderOfTerms(int rows, int terms, int columns) {
        for (int way = 0; way < 8; way++) {
            Steps a = steps(rows, terms, (way & 1) > 0);
            Steps b = steps(terms, columns, (way & 2) > 0);
            Steps c = steps(rows, columns, (way & 4) > 0);
            float[] x = values(1, rows * terms);
            float[] y = values(2, terms * columns);
            float[] z = values(3, rows * columns);
            float[] expected = z.clone();
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int to = FIRST + row * c.row() + column * c.column();
                    for (int t = 0; t < terms; t++) {
                        int p = FIRST + row * a.row() + t * a.column();
                        int q = FIRST + t * b.row() + column * b.column();
                        for (int lane = 0; lane < L; lane++) {
                            expected[to + lane] = Math.fma(x[p + lane], y[q + lane], expected[to + lane]);
                        }
                    }
                }
            }

            new LaneProducts(rows, terms, columns, a, b, c).add(x, FIRST, y, FIRST, z, FIRST);

            assertThat(Arrays.mismatch(z, expected)).isEqualTo(-1);
        }
    }

    private static Steps steps(int rows, int columns, boolean transposed) {
        return transposed ? new Steps(L, rows * L) : new Steps(columns * L, L);
    }

    private static float[] values(int seed, int elements) {
        GaussianStream stream = Seeds.stream(seed, "lane products");
        float[] values = new float[FIRST + elements * L];
        for (int n = FIRST; n < values.length; n++) {
            values[n] = (float) stream.nextGaussian();
        }
        return values;
    }
}
