package io.lossatlas.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Poolings of planes whose results are counted by hand, and what becomes of equal and undefined values. */
class PoolingTest {
    private static final Shape IN = new Shape(1, 3, 4);
    private static final Shape OUT = new Shape(1, 2, 2);

    /** Rows 0 to 1 and 1 to 2, columns 0 to 2 and, one off the plane's edge, 2 to 4. */
    private static final Windows WINDOWS = new Windows(IN, OUT, 2, 3, 1, 2, 0, 0);

    private final List<Tensor> tensors = Arena.of(List.of(IN, OUT, OUT, IN));
    private final Tensor x = tensors.get(0);
    private final Tensor y = tensors.get(1);
    private final Tensor dy = tensors.get(2);
    private final Tensor dx = tensors.get(3);

    @Test
    void theLargestOfEachWindowGetsItsGradientAndOverlapsAddUp() {
        fill(x, 1, 2, 3, 4, 5, 9, 7, 8, 0, 6, 11, 10);
        fill(dy, 1, 10, 100, 1000);

        MaxPooling.run(WINDOWS, x, y);
        MaxPooling.addGradient(WINDOWS, x, y, dy, dx);

        assertThat(values(y)).containsExactly(9, 8, 11, 11);
        assertThat(values(dx)).containsExactly(0, 0, 0, 0, 0, 1, 0, 10, 0, 0, 1100, 0);
    }

    @Test
    void theFirstOfEqualValuesGetsTheGradient() {
        fill(x, 0, 5, 5, 0, 5, 0, 0, 0, 0, 0, 0, 0);
        fill(dy, 1, 10, 100, 1000);

        MaxPooling.run(WINDOWS, x, y);
        MaxPooling.addGradient(WINDOWS, x, y, dy, dx);

        assertThat(values(y)).containsExactly(5, 5, 5, 0);
        assertThat(values(dx)).containsExactly(0, 1, 10, 0, 100, 0, 1000, 0, 0, 0, 0, 0);
    }

    @Test
    void whatIsNotANumberStaysSo() {
        fill(x, 0, 0, 0, 0, Float.NaN, 0, 0, 0, 0, 0, 0, 0);

        MaxPooling.run(WINDOWS, x, y);
        assertThat(values(y)).containsExactly(Float.NaN, 0, Float.NaN, 0);

        new AveragePooling(WINDOWS, AveragePooling.Divisor.AREA).run(x, y);
        assertThat(values(y)).containsExactly(Float.NaN, 0, Float.NaN, 0);
    }

    @Test
    void aMeanIsTheSumByTheAreaOrByTheNumberOfValues() {
        fill(x, 1, 2, 3, 4, 5, 9, 7, 8, 0, 6, 12, 10);
        fill(dy, 12, 24, 36, 48);

        new AveragePooling(WINDOWS, AveragePooling.Divisor.AREA).run(x, y);
        assertThat(values(y)).containsExactly(27 * (1f / 6), 22 * (1f / 6), 39 * (1f / 6), 37 * (1f / 6));

        AveragePooling byValues = new AveragePooling(WINDOWS, AveragePooling.Divisor.VALUES);
        byValues.run(x, y);
        assertThat(values(y)).containsExactly(27 * (1f / 6), 5.5f, 39 * (1f / 6), 9.25f);

        byValues.addGradient(dy, dx);
        assertThat(values(dx)).containsExactly(2, 2, 8, 6, 8, 8, 26, 18, 6, 6, 18, 12);
    }

    /** The same values in all lanes. */
    private static void fill(Tensor tensor, float... values) {
        int n = 0;
        for (int py = 0; py < tensor.shape().height(); py++) {
            for (int px = 0; px < tensor.shape().width(); px++) {
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    tensor.data()[tensor.at(0, py, px) + lane] = values[n];
                }
                n++;
            }
        }
    }

    /** Those of the last lane. */
    private static float[] values(Tensor tensor) {
        float[] values = new float[tensor.shape().pixels()];
        int n = 0;
        for (int py = 0; py < tensor.shape().height(); py++) {
            for (int px = 0; px < tensor.shape().width(); px++) {
                values[n++] = tensor.data()[tensor.at(0, py, px) + Lanes.LOGICAL - 1];
            }
        }
        return values;
    }
}
