package io.lossatlas.curvature;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.curvature.Tridiagonal.Ritz;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The Lanczos iterations of a part, one after another: one for the ends of the spectrum, where eigenvalues are wanted, and one for
 * each random probe. It can be left off between any two products and gone on with to the same bits.
 */
final class LanczosRuns {
    /** Products of a probe: quadrature of so many nodes. */
    static final int PROBE_PRODUCTS = 20;

    /** An eigenvalue is found when the bound of its error is below this share of the largest in size. */
    private static final double TOLERANCE = 1e-5;

    private static final String PURPOSE = "curvature";

    /** Work that a killed driver may lose; the system property lets a test leave off after each product. */
    private static final Duration AT_RISK = Duration.ofSeconds(Long.getLong("lossatlas.test.at-risk-seconds", 60));

    private final CurvatureConfig config;
    private final int dimension;
    private final List<Tridiagonal> finished;
    private Lanczos current;

    /** Nothing done yet. */
    LanczosRuns(CurvatureConfig config, int dimension) {
        this(config, dimension, List.of(), null);
    }

    /**
     * As they were left off.
     *
     * @param finished iterations that came to their end
     * @param current the one under way, or null
     */
    LanczosRuns(CurvatureConfig config, int dimension, List<Tridiagonal> finished, Lanczos current) {
        this.config = config;
        this.dimension = dimension;
        this.finished = new ArrayList<>(finished);
        this.current = current;
        prepare();
    }

    /** Most products of all iterations of a part. */
    static int mostProducts(CurvatureConfig config) {
        return (config.values() > 0 ? config.iterations() : 0)
                + config.probes() * Math.min(config.iterations(), PROBE_PRODUCTS);
    }

    List<Tridiagonal> finished() {
        return List.copyOf(finished);
    }

    /** The iteration under way; null once all are done. */
    Lanczos current() {
        return current;
    }

    boolean done() {
        return current == null;
    }

    /** Products so far. */
    int products() {
        return finished.stream().mapToInt(Tridiagonal::size).sum() + (current == null ? 0 : current.products());
    }

    /**
     * Takes the product with what {@link #current} wants next.
     *
     * @param product {@code double[dimension]}; overwritten
     */
    void advance(double[] product) {
        current.advance(product);
        if (current.exhausted() || current.products() >= most() || (isForEnds() && isFound())) {
            finished.add(current.tridiagonal());
            current = null;
            prepare();
        }
    }

    /**
     * Makes products until all is done, leaving the state off in a file from time to time.
     *
     * @param operator multiplies, {@code float[dimension]} to {@code double[dimension]}
     * @param advanced told after every product
     * @return whether all products were finite; where one is not the iterations stand before it
     */
    boolean complete(Function<float[], double[]> operator, RunsFile file, Runnable advanced) {
        long written = System.nanoTime();
        while (!done()) {
            double[] product = operator.apply(current.next());
            if (!isFinite(product)) {
                return false;
            }
            advance(product);
            advanced.run();
            if (!done() && System.nanoTime() - written > AT_RISK.toNanos()) {
                file.write(this);
                written = System.nanoTime();
            }
        }
        return true;
    }

    static boolean isFinite(double[] product) {
        return Arrays.stream(product).allMatch(Double::isFinite);
    }

    private int most() {
        return isForEnds() ? config.iterations() : Math.min(config.iterations(), PROBE_PRODUCTS);
    }

    private boolean isForEnds() {
        return config.values() > 0 && finished.isEmpty();
    }

    private boolean isFound() {
        List<Ritz> ritz = current.tridiagonal().ritz();
        if (ritz.size() < 2 * config.values()) {
            return false;
        }
        double size = Math.max(
                Math.abs(ritz.get(0).value()),
                Math.abs(ritz.get(ritz.size() - 1).value()));
        for (int k = 0; k < config.values(); k++) {
            double error =
                    Math.max(ritz.get(k).error(), ritz.get(ritz.size() - 1 - k).error());
            if (error > TOLERANCE * size) {
                return false;
            }
        }
        return true;
    }

    private void prepare() {
        int runs = (config.values() > 0 ? 1 : 0) + config.probes();
        if (current == null && finished.size() < runs) {
            current = Lanczos.from(isForEnds() ? start(dimension) : signs(probes()));
        }
    }

    /** Probes that are finished. */
    private int probes() {
        return finished.size() - (config.values() > 0 ? 1 : 0);
    }

    /** Where an iteration for the ends of a spectrum begins, the same for all of one dimension. */
    static double[] start(int dimension) {
        GaussianStream stream = Seeds.stream(0, PURPOSE, "ends");
        double[] vector = new double[dimension];
        for (int n = 0; n < dimension; n++) {
            vector[n] = stream.nextGaussian();
        }
        return vector;
    }

    /** Rademacher: 1 or -1. */
    private double[] signs(int probe) {
        GaussianStream stream = Seeds.stream(probe, PURPOSE, "probe");
        double[] vector = new double[dimension];
        for (int n = 0; n < dimension; n++) {
            vector[n] = stream.nextLong() < 0 ? -1 : 1;
        }
        return vector;
    }

    /** What the ends of the spectrum came to, where they were wanted. */
    List<Tridiagonal> ends() {
        return config.values() > 0 ? finished.subList(0, 1) : List.of();
    }

    /** What the probes came to. */
    List<Tridiagonal> quadratures() {
        return finished.subList(config.values() > 0 ? 1 : 0, finished.size());
    }
}
