package io.lossatlas.results;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Gradient norms of a network by layer and step, projections left out, for looking at. The arrays are not copied.
 *
 * @param network which
 * @param steps probed updates, ascending
 * @param names of the layers on the main path, from the input
 * @param norms {@code double[layers][steps]}, NaN where a step was not probed
 */
public record GradientGrid(Network network, int[] steps, List<String> names, double[][] norms) {
    private static final int ALL_UP_TO_STEP = 10;

    /** The first and the last step and those between, thinned after the tenth update. */
    static int[] thinned(int[] steps, int most) {
        if (steps.length <= most) {
            return steps;
        }
        int early =
                (int) IntStream.of(steps).filter(step -> step <= ALL_UP_TO_STEP).count();
        int kept = Math.min(early, most - 2);
        int late = most - kept;
        IntStream firsts = IntStream.range(0, kept);
        IntStream rest = IntStream.range(0, late)
                .map(n -> kept + (int) Math.round((double) n * (steps.length - 1 - kept) / (late - 1)));
        return IntStream.concat(firsts, rest).distinct().map(n -> steps[n]).toArray();
    }

    /** All finite norms above zero. */
    public DoubleStream positive() {
        return Arrays.stream(norms).flatMapToDouble(Arrays::stream).filter(norm -> Double.isFinite(norm) && norm > 0);
    }

    /** Whether nothing was probed. */
    public boolean empty() {
        return steps.length == 0 || names.isEmpty();
    }
}
