package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.RowSums;
import io.lossatlas.engine.kernel.Tensor;

/** The mean of each plane. Belongs to one thread. */
final class PlaneMeans {
    private final float[] sums = new float[Lanes.LOGICAL];

    /** Share of a pixel in the mean of its plane. */
    static float share(Tensor image) {
        return 1f / image.shape().pixels();
    }

    /** Writes the means {@code [channel][16]} from an index on. */
    void run(Tensor from, float[] to, int first) {
        float share = share(from);
        for (int c = 0; c < from.shape().channels(); c++) {
            RowSums.sum(from, c, sums);
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                to[first + c * Lanes.LOGICAL + lane] = sums[lane] * share;
            }
        }
    }
}
