package io.lossatlas.engine.kernel;

/** Sums over the 16 images of a group by one fixed tree. */
public final class LaneTree {
    private LaneTree() {}

    /**
     * {@code ((l0 + l8) + (l4 + l12)) + ...}: halves are added until one sum is left.
     *
     * @param lanes {@code double[16]}; overwritten
     */
    public static double sum(double[] lanes) {
        for (int half = Lanes.LOGICAL / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }
}
