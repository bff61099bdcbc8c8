package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;
import java.util.function.ToDoubleBiFunction;

/**
 * Minima by persistence: of the valleys of the {@link MergeTree} those whose barrier {@code b = L(saddle) - L(minimum)} is
 * more than {@code 3 se(b)}, the jackknife error of that difference itself over all shards, and more than {@code 2^-19
 * L(saddle)}, what rounding two losses can feign. The deepest valley has an infinite barrier and always counts, and so does
 * the deepest of each part that holes cut off. Those on the edge of the window are counted apart.
 */
final class Minima {
    private static final double ERRORS = 3;

    private Minima() {}

    static void measure(LossGrid surface, ToDoubleBiFunction<Integer, Integer> differenceError, Findings found) {
        int inside = 0;
        int edge = 0;
        int barriers = 0;
        double sum = 0;
        double max = 0;
        for (Valley valley : MergeTree.valleys(surface)) {
            if (!isSignificant(valley, surface, differenceError)) {
                continue;
            }
            if (surface.isEdge(valley.minimum())) {
                edge++;
                continue;
            }
            inside++;
            if (!valley.isDeepest()) {
                double barrier = valley.barrier(surface);
                barriers++;
                sum += barrier;
                max = Math.max(max, barrier);
            }
        }
        if (inside + edge > 0) {
            found.add(MinimaMetrics.MINIMA, inside);
            found.add(MinimaMetrics.EDGE_MINIMA, edge);
            found.add(MinimaMetrics.BARRIER_MAX, max);
            found.add(MinimaMetrics.BARRIER_MEAN, barriers == 0 ? 0 : sum / barriers);
        }
    }

    private static boolean isSignificant(
            Valley valley, LossGrid surface, ToDoubleBiFunction<Integer, Integer> differenceError) {
        if (valley.isDeepest()) {
            return true;
        }
        double rounding = 2 * Hessian.ROUNDING * surface.loss()[valley.saddle()];
        double barrier = valley.barrier(surface);
        return barrier > rounding
                && barrier > ERRORS * differenceError.applyAsDouble(valley.saddle(), valley.minimum());
    }
}
