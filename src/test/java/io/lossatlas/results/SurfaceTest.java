package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Normalize;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    private static Surface surface(double[] alphas, double[] betas, double... losses) {
        Surface surface = Surface.unpublished(ResultsRun.KEY, Normalize.NONE, alphas, betas);
        System.arraycopy(losses, 0, surface.loss(), 0, losses.length);
        return surface;
    }

    /** exp(a + 2 b) is linear in its logarithm. */
    @Test
    void betweenPositiveLossesTheLogarithmIsBilinear() {
        double e = Math.E;
        Surface surface =
                surface(new double[] {0, 1, 2}, new double[] {0, 1}, 1, e * e, e, e * e * e, e * e, e * e * e * e);
        assertThat(surface.between(0.25, 0.5)).isCloseTo(Math.exp(1.25), within(1e-14));
        assertThat(surface.between(1.5, 1)).isCloseTo(Math.exp(3.5), within(1e-13));
        assertThat(surface.between(2, 0)).isEqualTo(e * e);
        assertThat(surface.between(2.01, 0)).isNaN();
        assertThat(surface.between(0, -0.01)).isNaN();
    }

    @Test
    void whereALossIsZeroTheLossItselfIs() {
        Surface surface = surface(new double[] {0, 1}, new double[] {0}, 0, 3);
        assertThat(surface.between(0.5, 0)).isEqualTo(1.5);
        assertThat(surface.between(0.5, 0.1)).as("off a line").isNaN();
    }

    @Test
    void besideAHoleThereIsNoLoss() {
        Surface surface = surface(new double[] {0, 1, 2}, new double[] {0}, 1, 3, Double.POSITIVE_INFINITY);
        assertThat(surface.between(1, 0)).isEqualTo(3);
        assertThat(surface.between(1.5, 0)).isNaN();
    }
}
