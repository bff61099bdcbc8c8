package io.lossatlas.report.page;

import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a page is made of.
 *
 * @param results of the run
 * @param gradients of the networks that have any, as many steps as the page holds
 */
record Contents(Results results, List<GradientGrid> gradients) {
    /** Points of all surfaces together: some 9 bytes of the page each. */
    private static final long MOST_POINTS = 220_000;

    private static final int MOST_NORMS = 200_000;
    private static final int MOST_STEPS = 64;
    private static final int LEAST_STEPS = 13;

    static Contents of(Results results) {
        return new Contents(results, results.gradients(mostSteps(results)));
    }

    /** Which points of the surfaces of a grid the page holds: all surfaces have equal shares of it. */
    Sampling sampling(Grid grid) {
        return Sampling.within(grid, Math.max(1, results.summaries().size()), MOST_POINTS);
    }

    /** A surface of each plane, by the names of the planes. */
    SortedMap<String, SurfaceKey> planes() {
        SortedMap<String, SurfaceKey> planes = new TreeMap<>();
        results.summaries().forEach(summary -> planes.putIfAbsent(summary.key().plane(), summary.key()));
        return planes;
    }

    private static int mostSteps(Results results) {
        int layers = results.outcomes().stream()
                .mapToInt(outcome -> outcome.network().depth())
                .sum();
        return Math.max(LEAST_STEPS, Math.min(MOST_STEPS, MOST_NORMS / Math.max(1, layers)));
    }
}
