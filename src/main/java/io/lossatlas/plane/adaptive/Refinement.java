package io.lossatlas.plane.adaptive;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.plane.GridSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which points of a surface are computed. First the whole of a coarse lattice; then, lattice by lattice, the points of those cells
 * that are cut: where a loss that was computed last lies so far from what would have been filled in that the next lattice may miss by
 * more than the tolerance, in the cells beside these, and where some corners of a cell are holes and others are not. At the end points
 * are drawn from those left out and computed: where more than a hundredth of them is off by more than the tolerance, the cells around
 * those are cut down to the last lattice, and others are drawn.
 *
 * <p>What is wanted depends on losses alone, and on those of earlier points only: who knows more losses is told the same.
 */
public final class Refinement {
    /** Points that are drawn from those left out. */
    static final int SAMPLE = 256;

    /**
     * From a lattice to the next the error of filling in falls at least to half, which it does where the slope jumps; to a sixteenth where
     * the loss is smooth. So a miss of twice the tolerance on one lattice is within it on the next.
     */
    private static final double NEXT = 2;

    private static final double QUANTILE = 0.99;
    private static final double WHOLE_RANGE = 1;

    /** Of logarithms. A loss that varies by less than a millionth is flat: the rest is the rounding of floats. */
    private static final double LEAST_RANGE = 1e-6;

    private final GridSize size;
    private final OptionalLong centre;
    private final double tolerance;
    private final Filling filling;

    /**
     * A refinement of grids of a size.
     *
     * @param centre the point of the network itself, which is always computed
     * @param tolerance error that is allowed, as a share of the range of the logarithms of the losses; over 0
     */
    public Refinement(GridSize size, OptionalLong centre, double tolerance) {
        this.size = size;
        this.centre = centre;
        this.tolerance = tolerance;
        this.filling = new Filling(size);
    }

    /**
     * What is wanted.
     *
     * @param points that are to be computed next, ascending; none when nothing is left to decide
     * @param all every point that is wanted so far
     * @param error of what is filled in, by the last draw; NaN while something is left to decide
     */
    public record Wanted(int[] points, BitSet all, FillError error) {
        /** Whether nothing is left to decide. */
        public boolean isSettled() {
            return points.length == 0;
        }
    }

    /** Points that are computed at least, whatever the losses are. */
    public long least() {
        Walk walk = new Walk(new double[0], new BitSet());
        return Math.min(size.points(), walk.first().cardinality() + (long) SAMPLE);
    }

    /**
     * What is wanted next.
     *
     * @param loss {@code double[nx * ny]} at the points that are known; NaN or infinite for a hole
     * @param known points whose loss is given
     */
    public Wanted next(double[] loss, BitSet known) {
        return new Walk(Filling.logarithms(loss, known), known).run();
    }

    /** One way from the first lattice to the last draw. */
    private final class Walk {
        private final double[] value;
        private final BitSet known;
        private final BitSet seen = new BitSet();
        private final List<Integer> suspects = new ArrayList<>();

        Walk(double[] value, BitSet known) {
            this.value = value;
            this.known = known;
        }

        Wanted run() {
            BitSet first = first();
            if (!unknown(first).isEmpty()) {
                return wanted(first);
            }
            seen.or(first);
            BitSet lattice = lattice();
            for (int draw = 1; ; draw++) {
                double[] filled = filling.start(value);
                List<Integer> missed = List.of();
                for (int level = 0; level + 1 < filling.lattices().size(); level++) {
                    BitSet fresh = level == 0 ? lattice : fresh(level, filled, missed);
                    if (!unknown(fresh).isEmpty()) {
                        return wanted(fresh);
                    }
                    missed = advance(level, filled, fresh);
                }
                BitSet drawn = drawn(draw);
                if (!unknown(drawn).isEmpty()) {
                    return wanted(drawn);
                }
                FillError error = error(filled, drawn);
                seen.or(drawn);
                if (error.quantile() <= tolerance) {
                    return new Wanted(new int[0], seen, error);
                }
            }
        }

        private Wanted wanted(BitSet points) {
            BitSet all = (BitSet) seen.clone();
            all.or(points);
            return new Wanted(unknown(points).stream().toArray(), all, FillError.UNKNOWN);
        }

        private BitSet unknown(BitSet points) {
            BitSet unknown = (BitSet) points.clone();
            unknown.andNot(known);
            return unknown;
        }

        /** The lattice that is computed whole, and the centre, which may lie beside it. */
        BitSet first() {
            BitSet first = lattice();
            centre.ifPresent(point -> first.set((int) point));
            return first;
        }

        private BitSet lattice() {
            BitSet points = new BitSet();
            List<Lattice> lattices = filling.lattices();
            Lattice lattice = lattices.get(Math.min(1, lattices.size() - 1));
            for (int i : lattice.x()) {
                for (int j : lattice.y()) {
                    points.set(filling.index(i, j));
                }
            }
            return points;
        }

        /** Takes the values of points that are known now; gives those that lie far from what would have been filled in. */
        private List<Integer> advance(int level, double[] filled, BitSet fresh) {
            double[] otherwise = filled.clone();
            filling.step(level, otherwise, value, point -> seen.get(point) && !fresh.get(point));
            seen.or(fresh);
            fresh.stream().forEach(point -> filled[point] = value[point]);
            filling.step(level, filled, value, seen::get);
            double range = range();
            return fresh.stream()
                    .filter(point -> miss(otherwise[point], value[point], range) > NEXT * tolerance)
                    .boxed()
                    .toList();
        }

        /** The points of the next lattice in the cells that are cut. */
        private BitSet fresh(int level, double[] filled, List<Integer> missed) {
            Lattice lattice = filling.lattices().get(level);
            Lattice next = filling.lattices().get(level + 1);
            Cells cut = new Cells(lattice.cellsX(), lattice.cellsY());
            missed.forEach(point -> touch(cut, lattice, point));
            suspects.forEach(point -> touch(cut, lattice, point));
            holes(cut, lattice, filled);
            Cells wide = cut.widened();
            BitSet fresh = new BitSet();
            for (int a = 0; a < lattice.cellsX(); a++) {
                for (int b = 0; b < lattice.cellsY(); b++) {
                    if (wide.get(a, b)) {
                        points(lattice, next, a, b, fresh);
                    }
                }
            }
            return fresh;
        }

        /** Cuts the cells that a point lies in or at the border of. */
        private void touch(Cells cut, Lattice lattice, int point) {
            int[] a = cells(lattice.x(), point / size.ny());
            int[] b = cells(lattice.y(), point % size.ny());
            for (int m = a[0]; m <= a[1]; m++) {
                for (int n = b[0]; n <= b[1]; n++) {
                    cut.set(m, n);
                }
            }
        }

        /** The first and the last cell of an axis that an index lies in. */
        private static int[] cells(int[] lines, int at) {
            int place = Arrays.binarySearch(lines, at);
            int last = Math.max(0, lines.length - 2);
            return place >= 0
                    ? new int[] {Math.max(0, place - 1), Math.min(last, place)}
                    : new int[] {-place - 2, -place - 2};
        }

        private void holes(Cells cut, Lattice lattice, double[] filled) {
            for (int a = 0; a < lattice.cellsX(); a++) {
                for (int b = 0; b < lattice.cellsY(); b++) {
                    int corners = 0;
                    int holes = 0;
                    for (int m = a; m < Math.min(a + 2, lattice.x().length); m++) {
                        for (int n = b; n < Math.min(b + 2, lattice.y().length); n++) {
                            corners++;
                            holes += Double.isNaN(filled[filling.index(lattice.x()[m], lattice.y()[n])]) ? 1 : 0;
                        }
                    }
                    if (holes > 0 && holes < corners) {
                        cut.set(a, b);
                    }
                }
            }
        }

        private void points(Lattice lattice, Lattice next, int a, int b, BitSet fresh) {
            int lastX = lattice.x()[Math.min(a + 1, lattice.x().length - 1)];
            int lastY = lattice.y()[Math.min(b + 1, lattice.y().length - 1)];
            for (int m = Arrays.binarySearch(next.x(), lattice.x()[a]);
                    m < next.x().length && next.x()[m] <= lastX;
                    m++) {
                int n = Arrays.binarySearch(next.y(), lattice.y()[b]);
                for (; n < next.y().length && next.y()[n] <= lastY; n++) {
                    fresh.set(filling.index(next.x()[m], next.y()[n]));
                }
            }
        }

        /** As many of the points left out as are drawn. */
        private BitSet drawn(int draw) {
            BitSet left = new BitSet();
            left.set(0, value.length);
            left.andNot(seen);
            int[] points = left.stream().toArray();
            int count = Math.min(SAMPLE, points.length);
            GaussianStream stream = Seeds.stream(draw, "points left out");
            BitSet drawn = new BitSet();
            for (int n = 0; n < count; n++) {
                int other = n + stream.nextInt(points.length - n);
                drawn.set(points[other]);
                points[other] = points[n];
            }
            return drawn;
        }

        /** Of the points drawn; those that are off are suspects from now on. */
        private FillError error(double[] filled, BitSet drawn) {
            if (drawn.isEmpty()) {
                return FillError.NONE;
            }
            double range = range();
            double[] errors = new double[drawn.cardinality()];
            int count = 0;
            for (int point : drawn.stream().toArray()) {
                double error = miss(filled[point], value[point], range);
                errors[count++] = error;
                if (error > tolerance) {
                    suspects.add(point);
                }
            }
            Arrays.sort(errors);
            int place = (int) Math.ceil(QUANTILE * errors.length) - 1;
            return new FillError(errors[place], errors[errors.length - 1], errors.length);
        }

        /** Of the logarithms of losses seen so far; 0 where all are alike or holes. */
        private double range() {
            double[] values = seen.stream()
                    .mapToDouble(point -> value[point])
                    .filter(each -> !Double.isNaN(each))
                    .toArray();
            return values.length == 0
                    ? 0
                    : Arrays.stream(values).max().getAsDouble()
                            - Arrays.stream(values).min().getAsDouble();
        }

        private static double miss(double filled, double computed, double range) {
            if (Double.isNaN(filled) || Double.isNaN(computed)) {
                return Double.isNaN(filled) && Double.isNaN(computed) ? 0 : WHOLE_RANGE;
            }
            return Math.min(WHOLE_RANGE, Math.abs(filled - computed) / Math.max(range, LEAST_RANGE));
        }
    }
}
