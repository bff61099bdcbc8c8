package io.lossatlas.report.figure;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

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

    /** A logarithmic axis over all of a scale; of many decades every so many are marked. */
    static ChartAxis logarithmic(String name, LogScale scale) {
        return new ChartAxis(name, scale::position, thinned(Ticks.of(scale)), Ticks::label);
    }

    /** A linear axis between two different values with so many ticks at most. */
    static ChartAxis linear(String name, double from, double to, int mostTicks) {
        return new ChartAxis(
                name, value -> (value - from) / (to - from), Ticks.linear(from, to, mostTicks), Numbers::tick);
    }

    private static List<Double> thinned(List<Double> ticks) {
        int every = Math.max(1, ticks.size() / MOST_TICKS);
        return ticks.stream().filter(tick -> ticks.indexOf(tick) % every == 0).toList();
    }
}
