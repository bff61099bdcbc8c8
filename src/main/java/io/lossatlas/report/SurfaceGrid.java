package io.lossatlas.report;

import io.lossatlas.config.Normalize;
import io.lossatlas.surface.SurfaceKey;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A finished surface in memory, for looking at. The arrays are not copied.
 *
 * @param key what it is a surface of
 * @param normalize how its directions are scaled
 * @param alphas {@code double[nx]}, evenly spaced
 * @param betas {@code double[ny]}, evenly spaced
 * @param loss {@code double[nx][ny]}; a NaN or infinite loss, or one that was never computed (NaN), is a hole
 */
public record SurfaceGrid(SurfaceKey key, Normalize normalize, double[] alphas, double[] betas, double[][] loss) {

    /** Checks that there is one loss for each pair of coordinates. */
    public SurfaceGrid {
        if (loss.length != alphas.length || Arrays.stream(loss).anyMatch(column -> column.length != betas.length)) {
            throw new IllegalArgumentException(
                    "%s: the losses are not %d x %d".formatted(key.title(), alphas.length, betas.length));
        }
        if (alphas.length == 0 || betas.length == 0) {
            throw new IllegalArgumentException(key.title() + ": a surface without points");
        }
    }

    /** A point of a surface. */
    public record Point(double alpha, double beta, double loss) {}

    /** All finite losses. */
    public DoubleStream finite() {
        return Arrays.stream(loss).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    /** Number of points. */
    int points() {
        return alphas.length * betas.length;
    }

    /** Number of points without a finite loss. */
    public int holes() {
        return points() - (int) finite().count();
    }

    /** The point of least loss, NaN where all are holes. */
    public Point minimum() {
        Point least = new Point(Double.NaN, Double.NaN, Double.NaN);
        for (int i = 0; i < alphas.length; i++) {
            for (int j = 0; j < betas.length; j++) {
                if (Double.isFinite(loss[i][j]) && !(loss[i][j] >= least.loss())) {
                    least = new Point(alphas[i], betas[j], loss[i][j]);
                }
            }
        }
        return least;
    }

    /** The loss at (0, 0), NaN where that is no point of the grid. */
    public double centre() {
        OptionalInt i = zero(alphas);
        OptionalInt j = zero(betas);
        return i.isPresent() && j.isPresent() ? loss[i.getAsInt()][j.getAsInt()] : Double.NaN;
    }

    private static OptionalInt zero(double[] coordinates) {
        return IntStream.range(0, coordinates.length)
                .filter(n -> coordinates[n] == 0)
                .findFirst();
    }
}
