package io.lossatlas.report.figure;

import io.lossatlas.results.SymmetricLog;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * An axis of a chart of lines.
 *
 * @param name what is along it, with its unit
 * @param position of a value, from 0 at the beginning of the axis to 1 at its end
 * @param ticks values that are marked
 * @param label of a tick
 */
record ChartAxis(String name, DoubleUnaryOperator position, List<Double> ticks, DoubleFunction<String> label) {
    private static final int MOST_TICKS = 9;
    private static final int MOST_DECADES = 30;
    private static final double LOGARITHMIC_FROM = 20;
    private static final double ABOVE_LARGEST = 1.05;

    /** A logarithmic axis over all of a scale; of many decades every so many are marked. */
    static ChartAxis logarithmic(String name, LogScale scale) {
        return new ChartAxis(name, scale::position, thinned(Ticks.of(scale)), Ticks::label);
    }

    /** A linear axis between two different values with so many ticks at most. */
    static ChartAxis linear(String name, double from, double to, int mostTicks) {
        return new ChartAxis(
                name, value -> (value - from) / (to - from), Ticks.linear(from, to, mostTicks), Numbers::tick);
    }

    /**
     * An axis of losses: logarithmic where they span more than a factor of {@value #LOGARITHMIC_FROM}, else linear from 0.
     *
     * @param losses in any order; what is not positive and finite is left out of account
     */
    static ChartAxis losses(String name, DoubleStream losses) {
        double[] positive =
                losses.filter(loss -> loss > 0 && Double.isFinite(loss)).toArray();
        DoubleSummaryStatistics range = DoubleStream.of(positive).summaryStatistics();
        if (range.getCount() == 0) {
            return linear(name, 0, 1, MOST_TICKS);
        }
        return range.getMax() > LOGARITHMIC_FROM * range.getMin()
                ? logarithmic(name + " (logarithmic)", LogScale.whole(DoubleStream.of(positive)))
                : linear(name, 0, ABOVE_LARGEST * range.getMax(), MOST_TICKS);
    }

    /** An axis of eigenvalues; powers of ten on either side are marked, as many as do not touch. */
    static ChartAxis symmetric(String name, SymmetricLog scale, double from, double to) {
        double first = scale.position(from);
        double range = scale.position(to) - first;
        int every = (int) Math.ceil(range / StrictMath.log(10) / MOST_TICKS);
        int exponent = (int) Math.round(StrictMath.log10(scale.threshold()));
        List<Double> ticks = new ArrayList<>(List.of(0.0));
        for (int n = 1; n <= MOST_DECADES; n++) {
            double size = LogScale.decade(exponent + n * every);
            Stream.of(size, -size).filter(tick -> tick > from && tick < to).forEach(ticks::add);
        }
        return new ChartAxis(name, value -> (scale.position(value) - first) / range, ticks, ChartAxis::signed);
    }

    private static String signed(double value) {
        return value == 0 ? "0" : (value < 0 ? "−" : "") + Ticks.label(Math.abs(value));
    }

    private static List<Double> thinned(List<Double> ticks) {
        int every = Math.max(1, ticks.size() / MOST_TICKS);
        return ticks.stream().filter(tick -> ticks.indexOf(tick) % every == 0).toList();
    }
}
