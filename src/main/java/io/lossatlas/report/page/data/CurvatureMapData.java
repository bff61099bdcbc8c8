package io.lossatlas.report.page.data;

import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.CurvatureGrid;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import java.util.List;

/**
 * The ends of the Hessian's spectrum over a plane's grid, as a page holds them.
 *
 * @param step of the weights at the centre
 * @param alphas coordinates along x
 * @param betas coordinates along y
 * @param largest largest eigenvalues, alpha by alpha: base64 of three bytes each (see {@link Packed}), NaN where none was found
 * @param smallest smallest, with their sign, likewise
 * @param errors bounds of the errors of the smallest, likewise
 */
public record CurvatureMapData(
        String variant,
        String plane,
        int step,
        String split,
        String bn,
        double[] alphas,
        double[] betas,
        String largest,
        String smallest,
        String errors) {
    /** Of all maps together: 12 bytes of the page each. */
    private static final long MOST_POINTS = 40_000;

    /** Of all grids of more than a line. */
    public static List<CurvatureMapData> of(Results results) {
        List<SurfaceKey> keys = results.curvature().grids().stream()
                .filter(key -> results.grid(key).x().points() > 1
                        && results.grid(key).y().points() > 1)
                .toList();
        return keys.stream()
                .map(key -> of(
                        results.curvature().grid(key),
                        Sampling.within(results.grid(key), keys.size(), MOST_POINTS),
                        results.grid(key)))
                .toList();
    }

    private static CurvatureMapData of(CurvatureGrid map, Sampling sampling, Grid grid) {
        SurfaceKey key = map.key();
        return new CurvatureMapData(
                key.variant(),
                key.plane(),
                key.step(),
                key.split().text(),
                key.bn().text(),
                sampling.alphas(grid),
                sampling.betas(grid),
                packed(map.lambdaMax(), sampling, grid),
                packed(map.lambdaMin(), sampling, grid),
                packed(map.error(), sampling, grid));
    }

    private static String packed(double[] values, Sampling sampling, Grid grid) {
        return Packed.numbers(sampling.x()
                .indices()
                .flatMap(i -> sampling.y().indices().map(j -> (int) grid.index(i, j)))
                .mapToDouble(point -> values[point])
                .toArray());
    }
}
