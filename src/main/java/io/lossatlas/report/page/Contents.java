package io.lossatlas.report.page;

import io.lossatlas.plane.Grid;
import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.SurfaceSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of a page.
 *
 * @param results of the run
 * @param planes those that have surfaces, by name, and which of their points the page holds
 * @param gradients of the networks that have any, as many steps as the page holds
 */
record Contents(Results results, Map<String, Points> planes, List<GradientGrid> gradients) {
    /** Points of all surfaces together: some 9 bytes of the page each. */
    private static final long MOST_POINTS = 220_000;

    private static final int MOST_NORMS = 200_000;
    private static final int MOST_STEPS = 64;
    private static final int LEAST_STEPS = 13;

    /**
     * Points of a plane.
     *
     * @param grid all of them
     * @param sampling those that the page holds
     */
    record Points(Grid grid, Sampling sampling) {}

    static Contents of(Results results) {
        List<SurfaceSummary> surfaces = results.current();
        Map<String, Points> planes = new LinkedHashMap<>();
        for (SurfaceSummary surface : surfaces) {
            Grid grid = results.grid(surface.key());
            Points points = new Points(grid, Sampling.within(grid, surfaces.size(), MOST_POINTS));
            planes.put(surface.key().plane(), points);
        }
        return new Contents(results, planes, results.gradients(mostSteps(results)));
    }

    private static int mostSteps(Results results) {
        int layers = results.outcomes().stream()
                .mapToInt(outcome -> outcome.network().depth())
                .sum();
        return Math.max(LEAST_STEPS, Math.min(MOST_STEPS, MOST_NORMS / Math.max(1, layers)));
    }
}
