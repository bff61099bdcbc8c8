package io.lossatlas.analysis.surface;

import java.util.stream.IntStream;

/** Points in the order of their losses, without an object a point. */
final class PointOrder {
    private PointOrder() {}

    /** Indices of all losses that are numbers, by loss and then by index: a merge sort from the bottom up. */
    static int[] byLoss(double[] loss) {
        int[] from = IntStream.range(0, loss.length)
                .filter(p -> !Double.isNaN(loss[p]))
                .toArray();
        int[] to = new int[from.length];
        for (int run = 1; run < from.length; run *= 2) {
            for (int start = 0; start < from.length; start += 2 * run) {
                int middle = Math.min(start + run, from.length);
                merge(loss, from, to, start, middle, Math.min(middle + run, from.length));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(double[] loss, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int n = start; n < end; n++) {
            boolean takesLeft = left < middle && (right == end || loss[from[left]] <= loss[from[right]]);
            to[n] = takesLeft ? from[left++] : from[right++];
        }
    }
}
