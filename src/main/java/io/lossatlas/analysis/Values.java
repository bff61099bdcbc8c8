package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;
import java.util.Arrays;

/**
 * The losses of a surface apart from where they are: {@code min, median, mean, max L}, {@code sqrt(mean (L - ln 10)^2)},
 * {@code max |L - ln 10|}, and the share of points with {@code |L - ln 10| <= 0.1}.
 */
final class Values {
    /** Loss of guessing one of ten classes. */
    private static final double GUESSING = CurvatureMetrics.Level.GUESSING.loss();

    private Values() {}

    static void measure(LossGrid surface, Findings found) {
        double[] sorted =
                Arrays.stream(surface.loss()).filter(Double::isFinite).sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            return;
        }
        double sum = 0;
        double squares = 0;
        int near = 0;
        for (double loss : sorted) {
            double deviation = loss - GUESSING;
            sum += loss;
            squares += deviation * deviation;
            near += LossMetrics.nearGuessing(loss) ? 1 : 0;
        }
        found.add(LossMetrics.LOSS_MIN, sorted[0]);
        found.add(LossMetrics.LOSS_MEDIAN, sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2);
        found.add(LossMetrics.LOSS_MEAN, sum / n);
        found.add(LossMetrics.LOSS_MAX, sorted[n - 1]);
        found.add(LossMetrics.PLATEAU_SPREAD, StrictMath.sqrt(squares / n));
        found.add(
                LossMetrics.PLATEAU_DEVIATION_MAX,
                Math.max(Math.abs(sorted[0] - GUESSING), Math.abs(sorted[n - 1] - GUESSING)));
        found.add(LossMetrics.PLATEAU_FRACTION, (double) near / n);
    }
}
