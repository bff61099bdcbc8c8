package io.lossatlas.results;

import java.util.stream.DoubleStream;

/**
 * The density of a spectrum from the nodes of its quadrature: each is a Gaussian around its node, so that the mean of the density is
 * that of the nodes. The Gaussians are equally wide on a {@link SymmetricLog} axis, which makes those of large eigenvalues wider in
 * proportion: the standard deviation at a node {@code v} is {@code width * sqrt(v^2 + t^2)}. The arrays are not copied.
 *
 * @param values eigenvalues, ascending
 * @param density share of the spectrum per unit of the eigenvalue at each of them
 */
public record SpectrumDensity(double[] values, double[] density) {
    /** Width of the Gaussians on the axis unless something else is said: a fifth of an eigenvalue's size. */
    public static final double WIDTH = 0.2;

    private static final double MARGIN_WIDTHS = 5;

    /**
     * Of a spectrum.
     *
     * @param axis whose threshold {@code t} is
     * @param width of the Gaussians on the axis, positive
     * @param values where the density is asked for
     */
    public static SpectrumDensity of(Spectrum spectrum, SymmetricLog axis, double width, double[] values) {
        double[] density = new double[values.length];
        for (Spectrum.Probe probe : spectrum.probes()) {
            for (int k = 0; k < probe.nodes().length; k++) {
                double node = probe.nodes()[k];
                double deviation = width * axis.slope(node);
                double height = probe.weights()[k]
                        / (deviation
                                * StrictMath.sqrt(2 * Math.PI)
                                * spectrum.probes().size());
                for (int n = 0; n < values.length; n++) {
                    double away = (values[n] - node) / deviation;
                    density[n] += height * StrictMath.exp(-away * away / 2);
                }
            }
        }
        return new SpectrumDensity(values, density);
    }

    /**
     * Of a spectrum at so many eigenvalues, evenly far from one another on the axis, from below the smallest to above the largest: all but
     * nothing of the density lies beyond.
     */
    public static SpectrumDensity of(Spectrum spectrum, SymmetricLog axis, double width, int count) {
        double low = spectrum.least();
        double high = spectrum.largest();
        return of(
                spectrum,
                axis,
                width,
                axis.between(
                        low - MARGIN_WIDTHS * width * axis.slope(low),
                        high + MARGIN_WIDTHS * width * axis.slope(high),
                        count));
    }

    /** The largest value. */
    public double highest() {
        return DoubleStream.of(density).max().orElse(Double.NaN);
    }
}
