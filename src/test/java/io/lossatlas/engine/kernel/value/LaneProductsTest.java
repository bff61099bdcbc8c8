package io.lossatlas.engine.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.value.LaneProducts.Steps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of matrices against plain loops in double, on whole numbers, which both add exactly. */
class LaneProductsTest {
    private static final int L = Lanes.LOGICAL;
    private static final int MOST = 10;

    /** Pairs of rows and blocks of four columns, what is left over of both, and a matrix that is smaller than either. */
    @ParameterizedTest
    @CsvSource({"2, 3, 4", "4, 5, 8", "3, 4, 7", "5, 1, 6", "1, 6, 4", "1, 1, 1"})
    void productsAreAddedToWhatIsThere(int rows, int terms, int columns) {
        assertProducts(rows, terms, columns, rows(terms), rows(columns));
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 4", "3, 4, 7", "5, 2, 5"})
    void transposedMatricesAreReadByTheirSteps(int rows, int terms, int columns) {
        assertProducts(rows, terms, columns, rows(rows).transposed(), rows(columns));
        assertProducts(rows, terms, columns, rows(terms), rows(terms).transposed());
    }

    private static void assertProducts(int rows, int terms, int columns, Steps a, Steps b) {
        Steps c = rows(columns);
        GaussianStream stream = Seeds.stream(1, "products", rows + " " + terms + " " + columns);
        float[] x = draw(rows * terms * L, stream);
        float[] y = draw(terms * columns * L, stream);
        float[] z = draw(rows * columns * L, stream);
        double[] expected = new double[z.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int lane = 0; lane < L; lane++) {
                    int at = at(c, i, j) + lane;
                    expected[at] = z[at];
                    for (int t = 0; t < terms; t++) {
                        expected[at] += (double) x[at(a, i, t) + lane] * y[at(b, t, j) + lane];
                    }
                }
            }
        }

        new LaneProducts(rows, terms, columns, a, b, c).add(x, 0, y, 0, z, 0);

        double[] found = new double[z.length];
        for (int n = 0; n < z.length; n++) {
            found[n] = z[n];
        }
        assertThat(found).isEqualTo(expected);
    }

    /** Row after row. */
    private static Steps rows(int columns) {
        return new Steps(columns * L, L);
    }

    private static int at(Steps steps, int row, int column) {
        return row * steps.row() + column * steps.column();
    }

    private static float[] draw(int count, GaussianStream stream) {
        float[] values = new float[count];
        for (int n = 0; n < count; n++) {
            values[n] = stream.nextInt(2 * MOST) - MOST;
        }
        return values;
    }
}
