package io.lossatlas.report.page;

import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import java.util.List;

/**
 * What a page is made of.
 *
 * @param results of the run
 * @param grid of its surfaces
 * @param sampling which of their points the page holds
 * @param gradients of the networks that have any, as many steps as the page holds
 */
record Contents(Results results, Grid grid, Sampling sampling, List<GradientGrid> gradients) {
    /** Points of all surfaces together: some 9 bytes of the page each. */
    private static final long MOST_POINTS = 220_000;

    private static final int MOST_NORMS = 200_000;
    private static final int MOST_STEPS = 64;
    private static final int LEAST_STEPS = 13;

    static Contents of(Results results) {
        SurfaceConfig config = results.config().surface();
        Grid grid = new Grid(config.x(), config.y());
        int surfaces = Math.max(1, results.surfaces().size());
        return new Contents(
                results, grid, Sampling.within(grid, surfaces, MOST_POINTS), results.gradients(mostSteps(results)));
    }

    private static int mostSteps(Results results) {
        int layers = results.outcomes().stream()
                .mapToInt(outcome -> outcome.network().depth())
                .sum();
        return Math.max(LEAST_STEPS, Math.min(MOST_STEPS, MOST_NORMS / Math.max(1, layers)));
    }
}
