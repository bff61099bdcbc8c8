package io.lossatlas.results;

import io.lossatlas.config.Normalize;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A surface in memory, whole or every so many of its points. The value of point {@code (i, j)} is at {@code i * ny + j}. A
 * point that is not published has no examples, and NaN for loss, standard error and accuracy. One that was left out has those that are
 * filled in. The arrays are not copied.
 *
 * @param key what it is a surface of
 * @param normalize how its directions are scaled
 * @param alphas {@code double[nx]}, evenly spaced
 * @param betas {@code double[ny]}, evenly spaced
 * @param loss {@code double[nx * ny]}, and so are all that follow: mean losses; one that is not finite is a hole
 * @param lossSe standard errors of the losses
 * @param accuracy shares of right answers; NaN of examples without labels
 * @param examples that the loss is the mean of
 * @param nonFinite examples whose loss is not finite
 * @param computed whether a point is published; where it is not, its values are filled in or NaN
 */
public record Surface(
        SurfaceKey key,
        Normalize normalize,
        double[] alphas,
        double[] betas,
        double[] loss,
        double[] lossSe,
        double[] accuracy,
        long[] examples,
        long[] nonFinite,
        boolean[] computed) {

    /** In steps of a grid: how far outside a place on its edge may come to lie. */
    private static final double ROUNDING = 1e-9;

    /** Checks that there is one value of each kind for each pair of coordinates. */
    public Surface {
        int points = alphas.length * betas.length;
        if (points == 0) {
            throw new IllegalArgumentException(key.title() + ": a surface without points");
        }
        if (Stream.of(loss, lossSe, accuracy).anyMatch(values -> values.length != points)
                || Stream.of(examples, nonFinite).anyMatch(counts -> counts.length != points)
                || computed.length != points) {
            throw new IllegalArgumentException(
                    "%s: the values are not %d x %d".formatted(key.title(), alphas.length, betas.length));
        }
    }

    /** A point of a surface. */
    public record Point(double alpha, double beta, double loss) {}

    /** A surface of which no point is published yet. */
    public static Surface unpublished(SurfaceKey key, Normalize normalize, double[] alphas, double[] betas) {
        int points = alphas.length * betas.length;
        return new Surface(
                key,
                normalize,
                alphas,
                betas,
                unknown(points),
                unknown(points),
                unknown(points),
                new long[points],
                new long[points],
                new boolean[points]);
    }

    /** Some points of a surface that holds its whole grid. */
    Surface taken(Grid grid, Sampling sampling) {
        Surface some = unpublished(key, normalize, sampling.alphas(grid), sampling.betas(grid));
        sampling.x().indices().forEach(i -> sampling.y().indices().forEach(j -> {
            int from = (int) grid.index(i, j);
            int to = sampling.place(i, j);
            some.loss[to] = loss[from];
            some.lossSe[to] = lossSe[from];
            some.accuracy[to] = accuracy[from];
            some.examples[to] = examples[from];
            some.nonFinite[to] = nonFinite[from];
            some.computed[to] = computed[from];
        }));
        return some;
    }

    private static double[] unknown(int points) {
        double[] values = new double[points];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Points along alpha. */
    public int nx() {
        return alphas.length;
    }

    /** Points along beta. */
    public int ny() {
        return betas.length;
    }

    /** Number of points. */
    public int points() {
        return loss.length;
    }

    /** Loss of point {@code (i, j)}. */
    public double loss(int i, int j) {
        return loss[i * ny() + j];
    }

    /** All finite losses. */
    public DoubleStream finite() {
        return Arrays.stream(loss).filter(Double::isFinite);
    }

    /** Whether examples have labels, and so points an accuracy. */
    public boolean hasAccuracy() {
        return Arrays.stream(accuracy).anyMatch(share -> !Double.isNaN(share));
    }

    /** Number of points whose loss is filled in. */
    public int filledIn() {
        return (int) IntStream.range(0, points())
                .filter(point -> !computed[point] && Double.isFinite(loss[point]))
                .count();
    }

    /** For each point 1 where it is published, else 0. */
    public long[] computedMarks() {
        return IntStream.range(0, points())
                .mapToLong(point -> computed[point] ? 1 : 0)
                .toArray();
    }

    /** Number of points without a finite loss. */
    public int holes() {
        return points() - (int) finite().count();
    }

    /** The point of least loss, of equal ones the first in order of {@code (i, j)}; NaN where all are holes. */
    public Point minimum() {
        Point least = new Point(Double.NaN, Double.NaN, Double.NaN);
        for (int point = 0; point < loss.length; point++) {
            if (Double.isFinite(loss[point]) && !(loss[point] >= least.loss())) {
                least = new Point(alphas[point / ny()], betas[point % ny()], loss[point]);
            }
        }
        return least;
    }

    /** The loss at (0, 0), NaN where that is no point of the grid. */
    public double centre() {
        OptionalInt i = zero(alphas);
        OptionalInt j = zero(betas);
        return i.isPresent() && j.isPresent() ? loss(i.getAsInt(), j.getAsInt()) : Double.NaN;
    }

    /**
     * The loss at a place of the plane, bilinear between the four points around it, in the logarithm of the loss where all four are
     * positive, as pictures have it; NaN outside the grid and beside a hole.
     */
    public double between(double alpha, double beta) {
        double u = place(alphas, alpha);
        double v = place(betas, beta);
        if (Double.isNaN(u) || Double.isNaN(v)) {
            return Double.NaN;
        }
        int i = Math.min((int) u, Math.max(0, nx() - 2));
        int j = Math.min((int) v, Math.max(0, ny() - 2));
        double[] shares = {1 - (u - i), u - i};
        double[] sharesUp = {1 - (v - j), v - j};
        double sum = 0;
        double logarithms = 0;
        boolean logarithmic = true;
        for (int corner = 0; corner < 4; corner++) {
            double share = shares[corner & 1] * sharesUp[corner >> 1];
            if (share > 0) {
                double loss = loss(i + (corner & 1), j + (corner >> 1));
                sum += share * (Double.isFinite(loss) ? loss : Double.NaN);
                logarithms += share * StrictMath.log(loss);
                logarithmic &= loss > 0 && share < 1;
            }
        }
        return logarithmic && Double.isFinite(sum) ? StrictMath.exp(logarithms) : sum;
    }

    /** In steps of the grid from its first point; NaN outside. */
    private static double place(double[] coordinates, double value) {
        int last = coordinates.length - 1;
        double first = coordinates[0];
        double range = coordinates[last] - first;
        double place = last == 0 ? 0 : (value - first) / range * last;
        boolean inside = last == 0 ? value == first : place >= -ROUNDING && place <= last + ROUNDING;
        return inside ? Math.max(0, Math.min(last, place)) : Double.NaN;
    }

    private static OptionalInt zero(double[] coordinates) {
        return IntStream.range(0, coordinates.length)
                .filter(n -> coordinates[n] == 0)
                .findFirst();
    }
}
