package io.lossatlas.report.figure;

import io.lossatlas.results.Surface;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * A logarithmic colour scale for losses, one for all pictures that are to be compared.
 *
 * @param low the loss of the first colour, positive
 * @param high the loss of the last colour, larger than {@code low}; larger losses have the same colour
 * @param largest the largest loss there is, which {@code high} falls short of when the scale is clipped
 */
public record LogScale(double low, double high, double largest) {
    /** A scale that would span more decades than this is clipped at the top. */
    public static final int MAX_DECADES = 12;

    private static final double FLAT = 1.05;

    /** Checks the order of the bounds. */
    public LogScale {
        if (!(low > 0 && high > low && largest >= high)) {
            throw new IllegalArgumentException("no scale runs from %s to %s with %s".formatted(low, high, largest));
        }
    }

    /**
     * The scale of all positive finite losses of the surfaces. Where they span more than {@link #MAX_DECADES} decades it
     * ends at a whole decade within that many of the least loss. Equal losses have a narrow scale around them; surfaces
     * without any have the one from 1 to 10.
     */
    public static LogScale of(Collection<Surface> surfaces) {
        DoubleSummaryStatistics losses = surfaces.stream()
                .flatMapToDouble(Surface::finite)
                .filter(loss -> loss > 0)
                .summaryStatistics();
        if (losses.getCount() == 0) {
            return new LogScale(1, 10, 10);
        }
        double low = losses.getMin();
        double high = losses.getMax();
        if (high <= low * FLAT) {
            return new LogScale(low / FLAT, high * FLAT, high * FLAT);
        }
        double top = StrictMath.log10(low) + MAX_DECADES;
        return StrictMath.log10(high) <= top
                ? new LogScale(low, high, high)
                : new LogScale(low, decade((int) StrictMath.floor(top)), high);
    }

    /** The scale of all values that are positive and finite, whatever their range; from 1 to 10 where there are none. */
    static LogScale whole(DoubleStream values) {
        DoubleSummaryStatistics range =
                values.filter(value -> value > 0 && Double.isFinite(value)).summaryStatistics();
        if (range.getCount() == 0) {
            return new LogScale(1, 10, 10);
        }
        double widened = range.getMax() <= range.getMin() * FLAT ? FLAT : 1;
        return new LogScale(range.getMin() / widened, range.getMax() * widened, range.getMax() * widened);
    }

    /** Whether there are losses beyond the last colour. */
    public boolean clipped() {
        return largest > high;
    }

    /** Where a loss lies from 0 (low) to 1 (high), and beyond; 0 for a loss of 0. */
    double position(double loss) {
        return loss <= 0 ? 0 : StrictMath.log(loss / low) / StrictMath.log(high / low);
    }

    /** Whether a loss is between the bounds. */
    boolean holds(double loss) {
        return loss >= low && loss <= high;
    }

    /** Number of decades between the bounds. */
    double decades() {
        return StrictMath.log10(high / low);
    }

    /** {@code 10^exponent}, the nearest double. */
    static double decade(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }
}
