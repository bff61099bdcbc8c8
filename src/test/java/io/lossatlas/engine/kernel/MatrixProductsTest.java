package io.lossatlas.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products with a matrix, few vectors and many, bit for bit against scalar loops. */
class MatrixProductsTest {
    private static final int FIRST = 5;

    /** Planes, vectors of each, terms, results: none, one and several whole tiles of each, and what is left of one. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 1, 192, 10",
        "1, 7, 9, 11",
        "1, 8, 1, 1",
        "1, 8, 1, 6",
        "1, 9, 96, 5",
        "1, 10, 97, 7",
        "1, 11, 191, 12",
        "3, 5, 193, 13",
        "2, 4, 385, 17",
        "1, 64, 30, 18"
    })
    void eachResultIsOneChainInTheOrderOfTerms(int planes, int rows, int terms, int results) {
        for (boolean termsFirst : new boolean[] {false, true}) {
            int resultStep = termsFirst ? 1 : terms;
            int termStep = termsFirst ? results : 1;
            List<Tensor> tensors = Arena.of(List.of(new Shape(planes, rows, terms), new Shape(planes, rows, results)));
            Tensor x = tensors.get(0);
            Tensor y = tensors.get(1);
            TestTensors.fill(x, Seeds.stream(1, "products"));
            TestTensors.fill(y, Seeds.stream(2, "products"));
            float[] matrix = matrix(FIRST + terms * results);
            float[] expected = expected(matrix, resultStep, termStep, x, y);

            MatrixProducts products = new MatrixProducts(results, terms, resultStep, termStep, planes * rows);
            products.load(new float[matrix.length], 0);
            products.load(matrix, FIRST);
            int some = planes * rows / 2;
            products.add(x, y, 0, some);
            products.add(x, y, some, planes * rows);

            assertThat(Arrays.mismatch(y.data(), expected)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 7", "2, 5, 18"})
    void everyImageStartsFromTheSameValues(int planes, int rows, int results) {
        Tensor y = Arena.of(List.of(new Shape(planes, rows, results))).get(0);
        TestTensors.fill(y, Seeds.stream(2, "products"));
        float[] values = matrix(FIRST + results);
        int vector = planes * rows - 1;
        float[] expected = y.data().clone();
        for (int r = 0; r < results; r++) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                expected[y.at(planes - 1, rows - 1, r) + lane] = values[FIRST + r];
            }
        }

        new MatrixProducts(results, 1, 1, 1, planes * rows).spread(values, FIRST, y, vector);

        assertThat(Arrays.mismatch(y.data(), expected)).isEqualTo(-1);
    }

    private static float[] expected(float[] matrix, int resultStep, int termStep, Tensor x, Tensor y) {
        float[] expected = y.data().clone();
        Shape shape = y.shape();
        for (int v = 0; v < shape.channels() * shape.height(); v++) {
            int plane = v / shape.height();
            int row = v % shape.height();
            for (int r = 0; r < shape.width(); r++) {
                for (int t = 0; t < x.shape().width(); t++) {
                    float factor = matrix[FIRST + r * resultStep + t * termStep];
                    for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                        int at = y.at(plane, row, r) + lane;
                        expected[at] = Math.fma(factor, x.data()[x.at(plane, row, t) + lane], expected[at]);
                    }
                }
            }
        }
        return expected;
    }

    private static float[] matrix(int length) {
        return TestTensors.values(length, Seeds.stream(3, "matrix"));
    }
}
