package io.lossatlas.curvature;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.Precision;
import io.lossatlas.curvature.Tridiagonal.Ritz;
import io.lossatlas.plane.algebra.LongVectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The Lanczos iterations of a part, one after another: one for the ends of the spectrum, where eigenvalues are wanted, each of which
 * may be told by an iteration in double from the vector that was found, and one for each random probe. They can be left off between any two
 * products and gone on with to the same bits.
 */
final class LanczosRuns {
    /** Products of a probe: quadrature of so many nodes. */
    static final int PROBE_PRODUCTS = 20;

    /** An eigenvalue is found when the bound of its error is below this share of the largest in size. */
    private static final double TOLERANCE = 1e-5;

    /** Products in double that tell an eigenvalue at most. */
    private static final int DOUBLES = 3;

    /** It is told when the bound of its error is below this share of it: the error is then about the square of the share. */
    private static final double DOUBLE_TOLERANCE = 3e-4;

    /** Products of single precision that take as long as one in double, of networks of the sweep. */
    private static final int DOUBLE_WORK = 25;

    private static final String PURPOSE = "curvature";

    /** Work that a killed driver may lose; the system property lets a test leave off after each product. */
    private static final Duration AT_RISK = Duration.ofSeconds(Long.getLong("lossatlas.test.at-risk-seconds", 60));

    private final CurvatureConfig config;
    private final int dimension;
    private final List<Tridiagonal> finished;
    private final List<Eigenvalue> eigenvalues;
    private Lanczos current;
    private List<Ritz> found; // of the iteration under way, once it has found what it can; else null
    private Lanczos exact; // in double, from the vector of one of these; else null

    /**
     * An eigenvalue.
     *
     * @param error bound of the distance to the nearest of the matrix (Parlett, "The Symmetric Eigenvalue Problem", chapter 4)
     * @param products in double that it took
     */
    record Eigenvalue(double value, double error, int products) {

        static Eigenvalue of(Ritz ritz) {
            return new Eigenvalue(ritz.value(), ritz.error(), 0);
        }
    }

    /** What products are made by. */
    interface Products {

        /** The product of the matrix with a vector {@code float[dimension]}. */
        double[] with(float[] vector, Precision precision);
    }

    /** Nothing done yet. */
    LanczosRuns(CurvatureConfig config, int dimension) {
        this(config, dimension, List.of(), List.of(), null);
    }

    /**
     * As they were left off.
     *
     * @param finished iterations that came to their end
     * @param eigenvalues eigenvalues in double, as {@link #eigenvalues()} has them
     * @param current the iteration under way, or null
     */
    LanczosRuns(
            CurvatureConfig config,
            int dimension,
            List<Tridiagonal> finished,
            List<Eigenvalue> eigenvalues,
            Lanczos current) {
        this.config = config;
        this.dimension = dimension;
        this.finished = new ArrayList<>(finished);
        this.eigenvalues = new ArrayList<>(eigenvalues);
        this.current = current;
        settle();
    }

    /** Most products of all iterations of a part. */
    static int mostProducts(CurvatureConfig config) {
        return mostSingle(config) + mostDouble(config);
    }

    /** What these take at most, in products of single precision. */
    static int mostWork(CurvatureConfig config) {
        return mostSingle(config) + work(Precision.DOUBLE) * mostDouble(config);
    }

    /** What a product takes, in products of single precision. */
    static int work(Precision precision) {
        return precision == Precision.DOUBLE ? DOUBLE_WORK : 1;
    }

    private static int mostSingle(CurvatureConfig config) {
        return (config.values() > 0 ? config.iterations() : 0)
                + config.probes() * Math.min(config.iterations(), PROBE_PRODUCTS);
    }

    private static int mostDouble(CurvatureConfig config) {
        return config.precision() == Precision.DOUBLE ? 2 * config.values() * DOUBLES : 0;
    }

    List<Tridiagonal> finished() {
        return List.copyOf(finished);
    }

    /** Eigenvalues in double, those of the two ends by turns: the largest, the smallest, the second largest; fewer under way. */
    List<Eigenvalue> eigenvalues() {
        return List.copyOf(eigenvalues);
    }

    /** The iteration under way; null once all are done. */
    Lanczos current() {
        return current;
    }

    boolean done() {
        return current == null;
    }

    /** Products so far, without those in double of an eigenvalue under way. */
    int products() {
        return finished.stream().mapToInt(Tridiagonal::size).sum()
                + eigenvalues.stream().mapToInt(Eigenvalue::products).sum()
                + (current == null ? 0 : current.products());
    }

    /** The precision of the product that is wanted next. */
    Precision precision() {
        return exact == null ? Precision.SINGLE : Precision.DOUBLE;
    }

    /** What it is the product with: of unit length but for rounding. */
    float[] next() {
        return exact == null ? current.next() : exact.next();
    }

    /** As {@link #eigenvalues()} has them. */
    private static Ritz ofTurn(List<Ritz> ritz, int turn) {
        return ritz.get(turn % 2 == 0 ? turn / 2 : ritz.size() - 1 - turn / 2);
    }

    /**
     * Takes the product with {@link #next}.
     *
     * @param product {@code double[dimension]}; overwritten
     */
    void advance(double[] product) {
        if (exact == null) {
            current.advance(product);
        } else {
            exact.advance(product);
            tell();
        }
        settle();
    }

    /**
     * Ends an iteration in double that has come near enough, or that began where no eigenvalue was found; its eigenvalue is that along
     * whose vector it began.
     */
    private void tell() {
        Ritz nearest = exact.tridiagonal().ritz().stream()
                .max(Comparator.comparingDouble(Ritz::weight))
                .orElseThrow();
        double enough = DOUBLE_TOLERANCE * Math.abs(nearest.value());
        if (exact.exhausted()
                || exact.products() == DOUBLES
                || nearest.error() <= enough
                || ofTurn(found, eigenvalues.size()).error() > enough) {
            eigenvalues.add(new Eigenvalue(nearest.value(), nearest.error(), exact.products()));
            exact = null;
        }
    }

    /**
     * Makes products until all is done, leaving the state off in a file from time to time.
     *
     * @param advanced told of the precision of each product after it
     * @return whether all products were finite; where one is not the iterations stand before it
     */
    boolean complete(Products products, RunsFile file, Consumer<Precision> advanced) {
        long written = System.nanoTime();
        while (!done()) {
            Precision precision = precision();
            double[] product = products.with(next(), precision);
            if (!isFinite(product)) {
                return false;
            }
            advance(product);
            advanced.accept(precision);
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
        if (current.products() < 2 * config.values()) {
            return false;
        }
        List<Ritz> ritz = current.tridiagonal().ritz();
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

    /** Whether the iteration under way has told all that it is to, or can. */
    private boolean isAtEnd() {
        return current.exhausted() || current.products() >= most() || (isForEnds() && isFound());
    }

    /** Ends an iteration that is at its end, and begins the next. */
    private void settle() {
        if (current != null && isAtEnd()) {
            if (isForEnds() && config.precision() == Precision.DOUBLE) {
                found = current.tridiagonal().ritz();
            }
            if (found == null || eigenvalues.size() == 2 * Math.min(config.values(), found.size())) {
                finished.add(current.tridiagonal());
                current = null;
                found = null;
            } else if (exact == null) {
                exact = Lanczos.from(LongVectors.widened(
                        current.vector(ofTurn(found, eigenvalues.size()).vector())));
            }
        }
        prepare();
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
