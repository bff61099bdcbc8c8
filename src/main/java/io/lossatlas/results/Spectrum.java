package io.lossatlas.results;

import io.lossatlas.curvature.CurvaturePart;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * The spectrum of a matrix at weights of a network by Lanczos quadrature: for each random probe nodes and weights whose sums are
 * means over the spectrum (Ghorbani, Krishnan and Xiao, "An Investigation into Neural Net Optimization via Hessian Eigenvalue
 * Density", 2019).
 *
 * @param network which
 * @param part the weights, split, statistics and matrix
 * @param probes at least one
 * @param lambdaMax the largest eigenvalue, NaN where it was not asked for
 * @param lambdaMin the smallest, likewise
 * @param dimension number of all eigenvalues, empty where it is not known
 * @param examples that the loss is the mean of
 */
public record Spectrum(
        Network network,
        CurvaturePart part,
        List<Probe> probes,
        double lambdaMax,
        double lambdaMin,
        OptionalLong dimension,
        long examples) {

    /** Copies the list. */
    public Spectrum {
        probes = List.copyOf(probes);
    }

    /**
     * What a random vector has seen of the spectrum. The arrays are not copied.
     *
     * @param nodes ascending
     * @param weights the share of the spectrum that each stands for; their sum is 1
     */
    public record Probe(double[] nodes, double[] weights) {}

    /** Mean eigenvalue, which is the estimated trace over the dimension. */
    public double mean() {
        double sum = 0;
        for (Probe probe : probes) {
            for (int k = 0; k < probe.nodes().length; k++) {
                sum += probe.weights()[k] * probe.nodes()[k];
            }
        }
        return sum / probes.size();
    }

    /** Smallest of all that is known of the spectrum. */
    public double least() {
        return known().min().orElse(Double.NaN);
    }

    /** Largest of all that is known of the spectrum. */
    public double largest() {
        return known().max().orElse(Double.NaN);
    }

    private DoubleStream known() {
        return DoubleStream.concat(
                        DoubleStream.of(lambdaMax, lambdaMin),
                        probes.stream().flatMapToDouble(probe -> DoubleStream.of(probe.nodes())))
                .filter(Double::isFinite);
    }
}
