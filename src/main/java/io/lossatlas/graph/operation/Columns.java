package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;

/**
 * What a window sees of some channels of an image, laid out so that a convolution is a product of matrices: a row for each place
 * of the window in each channel, channel after channel, with a column for each place of the result, and 0 for what lies outside
 * of the image.
 */
final class Columns {
    private static final int OUTSIDE = -1;

    private final int pixels;
    private final int[][] seen; // [area, pixels of the result]: a place of the image, or outside
    private final double[][] rows;

    /**
     * Zeros.
     *
     * @param image shape that the window goes over
     * @param channels of it that are seen at once
     */
    Columns(TensorShape image, Window window, int channels) {
        this.pixels = image.pixels();
        this.seen = new int[window.area()][window.output(image, 1).size()];
        for (int[] places : seen) {
            Arrays.fill(places, OUTSIDE);
        }
        window.forEach(image, (to, from, tap) -> seen[tap][to] = from);
        this.rows = new double[channels * seen.length][seen[0].length];
    }

    /** {@code double[channels * area][pixels of the result]}. */
    double[][] rows() {
        return rows;
    }

    /** Those of the channels of x {@code [channels, height, width]} from the first one on. */
    void see(double[] x, int first) {
        for (int k = 0; k < rows.length; k++) {
            int[] places = seen[k % seen.length];
            int channel = (first + k / seen.length) * pixels;
            for (int p = 0; p < places.length; p++) {
                rows[k][p] = places[p] == OUTSIDE ? 0 : x[channel + places[p]];
            }
        }
    }

    /** Adds each entry to the value that it is seen of, in dx {@code [channels, height, width]}. */
    void addTo(double[] dx, int first) {
        for (int k = 0; k < rows.length; k++) {
            int[] places = seen[k % seen.length];
            int channel = (first + k / seen.length) * pixels;
            for (int p = 0; p < places.length; p++) {
                if (places[p] != OUTSIDE) {
                    dx[channel + places[p]] += rows[k][p];
                }
            }
        }
    }

    /** The same with rows and columns changed over. */
    double[][] transposed() {
        double[][] transposed = new double[rows[0].length][rows.length];
        for (int k = 0; k < rows.length; k++) {
            for (int p = 0; p < transposed.length; p++) {
                transposed[p][k] = rows[k][p];
            }
        }
        return transposed;
    }

    /**
     * Adds multiples of rows to another, in their order.
     *
     * @param factors holds that of row k at {@code from + k * step}
     */
    static void add(double[] sum, double[] factors, int from, int step, double[][] rows) {
        int k = 0;
        for (; k + 4 <= rows.length; k += 4) { // a sum is read and written once for four rows
            add(sum, factors, from + k * step, step, rows[k], rows[k + 1], rows[k + 2], rows[k + 3]);
        }
        for (; k < rows.length; k++) {
            double factor = factors[from + k * step];
            double[] row = rows[k];
            for (int n = 0; n < sum.length; n++) {
                sum[n] += factor * row[n];
            }
        }
    }

    private static void add(
            double[] sum,
            double[] factors,
            int from,
            int step,
            double[] first,
            double[] second,
            double[] third,
            double[] fourth) {
        double a = factors[from];
        double b = factors[from + step];
        double c = factors[from + 2 * step];
        double d = factors[from + 3 * step];
        for (int n = 0; n < sum.length; n++) {
            sum[n] = sum[n] + a * first[n] + b * second[n] + c * third[n] + d * fourth[n];
        }
    }
}
