package io.lossatlas.plane.adaptive;

import io.lossatlas.plane.GridSize;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Fills a grid of which some points are known: from lattice to lattice, a point that is not known lies on the line through its
 * neighbours on the lattice before, first along beta, then along alpha ({@link Interpolation}). The next lattice takes what was
 * filled in like what was known (the interpolating wavelet representation of Holmstroem, "Solving hyperbolic PDEs using interpolating
 * wavelets", SIAM J. Sci. Comput. 21, 1999).
 */
public final class Filling {
    private final GridSize size;
    private final List<Lattice> lattices;

    /** Of grids of a size. */
    public Filling(GridSize size) {
        this.size = size;
        this.lattices = Lattice.of(size);
    }

    /** From the coarsest to that of all points. */
    List<Lattice> lattices() {
        return lattices;
    }

    /**
     * Losses at all points. What is not known is filled in on the scale of logarithms; a loss that is not over 0 or not finite is a
     * hole there.
     *
     * @param loss {@code double[nx * ny]}; NaN or infinite for a hole
     * @param known points whose loss is given, those of the first lattice that is computed among them
     * @return the given losses where they are known, holes as they are
     */
    public double[] losses(double[] loss, BitSet known) {
        double[] filled = values(logarithms(loss, known), known);
        for (int point = 0; point < filled.length; point++) {
            filled[point] = known.get(point) ? loss[point] : StrictMath.exp(filled[point]);
        }
        return filled;
    }

    /**
     * Values at all points, on their own scale.
     *
     * @param value {@code double[nx * ny]}; NaN for a hole
     * @param known points whose value is given
     */
    public double[] values(double[] value, BitSet known) {
        double[] filled = start(value);
        for (int level = 0; level + 1 < lattices.size(); level++) {
            step(level, filled, value, known::get);
        }
        return filled;
    }

    /** The values of the coarsest lattice, where they are known; NaN elsewhere. */
    double[] start(double[] value) {
        double[] filled = new double[value.length];
        Arrays.fill(filled, Double.NaN);
        Lattice first = lattices.get(0);
        for (int i : first.x()) {
            for (int j : first.y()) {
                filled[index(i, j)] = value[index(i, j)];
            }
        }
        return filled;
    }

    /** Logarithms of the losses that are known, NaN elsewhere. */
    static double[] logarithms(double[] loss, BitSet known) {
        double[] logarithms = new double[loss.length];
        for (int point = 0; point < loss.length; point++) {
            boolean there = known.get(point) && loss[point] > 0 && Double.isFinite(loss[point]);
            logarithms[point] = there ? StrictMath.log(loss[point]) : Double.NaN;
        }
        return logarithms;
    }

    /**
     * Goes from one lattice to the next.
     *
     * @param level of the lattice whose points are filled
     * @param filled values so far; receives those of the next lattice
     * @param value what is known
     * @param known points that are not filled in but taken
     */
    void step(int level, double[] filled, double[] value, IntPredicate known) {
        Lattice from = lattices.get(level);
        Lattice to = lattices.get(level + 1);
        double[] line = new double[Math.max(from.x().length, from.y().length)];
        for (int i : from.x()) {
            for (int n = 0; n < from.y().length; n++) {
                line[n] = filled[index(i, from.y()[n])];
            }
            int left = 0;
            for (int j : to.y()) {
                left += isNext(from.y(), left, j) ? 1 : 0;
                if (from.y()[left] != j) {
                    int point = index(i, j);
                    filled[point] = known.test(point) ? value[point] : Interpolation.at(from.y(), line, left, j);
                }
            }
        }
        for (int j : to.y()) {
            for (int n = 0; n < from.x().length; n++) {
                line[n] = filled[index(from.x()[n], j)];
            }
            int left = 0;
            for (int i : to.x()) {
                left += isNext(from.x(), left, i) ? 1 : 0;
                if (from.x()[left] != i) {
                    int point = index(i, j);
                    filled[point] = known.test(point) ? value[point] : Interpolation.at(from.x(), line, left, i);
                }
            }
        }
    }

    /** Whether the line after this one is reached. */
    private static boolean isNext(int[] lines, int left, int at) {
        return left + 1 < lines.length && lines[left + 1] <= at;
    }

    int index(int i, int j) {
        return i * size.ny() + j;
    }
}
