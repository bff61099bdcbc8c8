package io.lossatlas.plane.adaptive;

/**
 * Values along a line between those at some of its places: the cubic through the four nearest (Lagrange), two on each side away from
 * the ends; the straight line through the two around where there are fewer than four or one of them is a hole. Beside a hole there is
 * none, NaN. A cubic's error falls with the fourth power of the distance (Deslauriers and Dubuc, "Symmetric iterative interpolation
 * processes", 1989).
 */
final class Interpolation {
    private static final int SUPPORT = 4;

    private Interpolation() {}

    /**
     * The value at a place between two neighbours.
     *
     * @param places ascending
     * @param values one at each place; NaN for a hole
     * @param left the index of the place before
     * @param at strictly between {@code places[left]} and the next
     */
    static double at(int[] places, double[] values, int left, int at) {
        double before = values[left];
        double after = values[left + 1];
        if (Double.isNaN(before) || Double.isNaN(after)) {
            return Double.NaN;
        }
        if (places.length >= SUPPORT) {
            int first = Math.max(0, Math.min(left - 1, places.length - SUPPORT));
            double cubic = cubic(places, values, first, at);
            if (!Double.isNaN(cubic)) {
                return cubic;
            }
        }
        double share = (double) (at - places[left]) / (places[left + 1] - places[left]);
        return before + share * (after - before);
    }

    private static double cubic(int[] places, double[] values, int first, int at) {
        double sum = 0;
        for (int n = first; n < first + SUPPORT; n++) {
            double weight = 1;
            for (int m = first; m < first + SUPPORT; m++) {
                if (m != n) {
                    weight *= (double) (at - places[m]) / (places[n] - places[m]);
                }
            }
            sum += weight * values[n];
        }
        return sum;
    }
}
