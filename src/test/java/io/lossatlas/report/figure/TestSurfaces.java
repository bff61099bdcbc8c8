package io.lossatlas.report.figure;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.Split;
import io.lossatlas.report.SurfaceGrid;
import io.lossatlas.surface.SurfaceKey;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Surfaces whose losses are a formula. */
final class TestSurfaces {
    private TestSurfaces() {}

    static SurfaceGrid of(String variant, double[] alphas, double[] betas, DoubleBinaryOperator loss) {
        double[][] losses = new double[alphas.length][betas.length];
        for (int i = 0; i < alphas.length; i++) {
            for (int j = 0; j < betas.length; j++) {
                losses[i][j] = loss.applyAsDouble(alphas[i], betas[j]);
            }
        }
        SurfaceKey key = new SurfaceKey("random-s1", variant, Split.TRAIN, BnMode.FROZEN);
        return new SurfaceGrid(key, Normalize.FILTER, alphas, betas, losses);
    }

    /** So many numbers at even distances. */
    static double[] even(double from, double to, int points) {
        return IntStream.range(0, points)
                .mapToDouble(n -> points == 1 ? from : from + (to - from) * n / (points - 1))
                .toArray();
    }
}
