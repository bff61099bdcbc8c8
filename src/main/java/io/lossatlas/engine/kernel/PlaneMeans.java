package io.lossatlas.engine.kernel;

/** The mean of each plane. Belongs to one thread. */
public final class PlaneMeans {
    private final float[] sums = new float[Lanes.LOGICAL];

    /** Share of a pixel in the mean of its plane. */
    public static float share(Tensor image) {
        return 1f / image.shape().pixels();
    }

    /**
     * Averages all planes.
     *
     * @param to receives {@code [channel][16]} from {@code first} on
     */
    public void run(Tensor from, float[] to, int first) {
        float share = share(from);
        for (int c = 0; c < from.shape().channels(); c++) {
            RowSums.sum(from, c, sums);
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                to[first + c * Lanes.LOGICAL + lane] = sums[lane] * share;
            }
        }
    }
}
