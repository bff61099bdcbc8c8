package io.lossatlas.report.figure;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.Split;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Surfaces whose losses are a formula. */
final class TestSurfaces {
    private TestSurfaces() {}

    static Surface of(String variant, double[] alphas, double[] betas, DoubleBinaryOperator loss) {
        SurfaceKey key = new SurfaceKey("random-s1", variant, 40, Split.TRAIN, BnMode.FROZEN);
        Surface surface = Surface.unpublished(key, Normalize.FILTER, alphas, betas);
        Arrays.fill(surface.computed(), true);
        for (int point = 0; point < surface.points(); point++) {
            surface.loss()[point] = loss.applyAsDouble(alphas[point / betas.length], betas[point % betas.length]);
        }
        return surface;
    }

    /** So many numbers at even distances. */
    static double[] even(double from, double to, int points) {
        return IntStream.range(0, points)
                .mapToDouble(n -> points == 1 ? from : from + (to - from) * n / (points - 1))
                .toArray();
    }
}
