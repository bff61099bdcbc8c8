package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpectrumDensityTest {
    private static final SymmetricLog AXIS = new SymmetricLog(0.01);

    private static Spectrum spectrum(Spectrum.Probe... probes) {
        return new Spectrum(
                ResultsRun.NETWORK,
                ResultsRun.part("hessian"),
                List.of(probes),
                Double.NaN,
                Double.NaN,
                OptionalLong.empty(),
                100);
    }

    private static Spectrum.Probe probe(double[] nodes, double... weights) {
        return new Spectrum.Probe(nodes, weights);
    }

    /** By the trapezoidal rule in the coordinate of the axis, where the integrand is smooth and ends at 0. */
    private static double integral(SpectrumDensity density, boolean timesValue) {
        double sum = 0;
        double step = AXIS.position(density.values()[1]) - AXIS.position(density.values()[0]);
        for (int n = 0; n < density.values().length; n++) {
            double value = density.values()[n];
            sum += step * AXIS.slope(value) * density.density()[n] * (timesValue ? value : 1);
        }
        return sum;
    }

    @Test
    void aSingleNodeIsAGaussianAroundIt() {
        Spectrum one = spectrum(probe(new double[] {0}, 1));
        SpectrumDensity density = SpectrumDensity.of(one, AXIS, 0.5, new double[] {-0.005, 0, 0.01});
        double top = 1 / (0.005 * Math.sqrt(2 * Math.PI));
        assertThat(density.density()[0]).isCloseTo(top * Math.exp(-0.5), within(1e-12));
        assertThat(density.density()[1]).isCloseTo(top, within(1e-12));
        assertThat(density.density()[2]).isCloseTo(top * Math.exp(-2), within(1e-12));
        assertThat(density.highest()).isEqualTo(density.density()[1]);
    }

    /**
     * The mean of the nodes is (0.5 * -2 + 0.5 * 7 + 0.75 * 0 + 0.25 * 6) / 2 = 2, as the trace of 100 eigenvalues that sum to 200. What
     * lies beyond ten deviations of the outermost nodes is below 1e-20.
     */
    @Test
    void theWholeIsOneAndTheMeanIsTheTraceOverTheDimension() {
        Spectrum two = spectrum(probe(new double[] {-2, 7}, 0.5, 0.5), probe(new double[] {0, 6}, 0.75, 0.25));
        double[] values = AXIS.between(-20, 20, 8001);
        SpectrumDensity density = SpectrumDensity.of(two, AXIS, 0.15, values);
        assertThat(integral(density, false)).isCloseTo(1, within(1e-9));
        assertThat(integral(density, true)).isCloseTo(2, within(1e-9)).isCloseTo(two.mean(), within(1e-9));
    }

    /** One part in 1.7 million of a Gaussian lies beyond five deviations. */
    @Test
    void theRangeOfASpectrumHoldsAllOfItsDensity() {
        Spectrum one = spectrum(probe(new double[] {-3, 0.001, 200}, 0.25, 0.5, 0.25));
        SpectrumDensity density = SpectrumDensity.of(one, AXIS, SpectrumDensity.WIDTH, 2000);
        assertThat(density.values()).hasSize(2000).isSorted();
        assertThat(integral(density, false)).isCloseTo(1, within(1e-6));
        assertThat(integral(density, true)).isCloseTo(one.mean(), within(1e-4));
    }

    @Test
    void theAxisIsLinearAroundZeroAndLogarithmicFarFromIt() {
        assertThat(AXIS.position(0)).isZero();
        assertThat(AXIS.position(1e-5)).isCloseTo(1e-3, within(1e-9));
        assertThat(AXIS.position(1000) - AXIS.position(100)).isCloseTo(Math.log(10), within(1e-7));
        assertThat(AXIS.position(-5)).isEqualTo(-AXIS.position(5));
        assertThat(AXIS.value(AXIS.position(-0.3))).isCloseTo(-0.3, within(1e-15));
        assertThat(AXIS.between(-1, 1, 3)).containsExactly(new double[] {-1, 0, 1}, within(1e-15));
        assertThatThrownBy(() -> new SymmetricLog(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theThresholdIsFourDecadesBelowTheLargestSize() {
        Spectrum one = spectrum(probe(new double[] {-250, 3}, 0.5, 0.5));
        Spectrum zero = spectrum(probe(new double[] {0}, 1));
        assertThat(SymmetricLog.of(List.of(one, zero)).threshold()).isEqualTo(0.01);
        assertThat(SymmetricLog.of(List.of(zero)).threshold()).isEqualTo(1e-4);
    }
}
