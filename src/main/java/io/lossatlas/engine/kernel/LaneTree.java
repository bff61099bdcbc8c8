package io.lossatlas.engine.kernel;

/** Sums over the 16 lanes of a group by one fixed tree: {@code ((l0 + l8) + (l4 + l12)) + ...}. */
public final class LaneTree {
    private LaneTree() {}

    /**
     * The sum over the first lanes, in double.
     *
     * @param lanes {@code float[16]}
     * @param count lanes that hold an image
     * @param scratch {@code double[16]}; overwritten
     */
    public static double sum(float[] lanes, int count, double[] scratch) {
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            scratch[lane] = lane < count ? lanes[lane] : 0;
        }
        for (int half = Lanes.LOGICAL / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                scratch[lane] += scratch[lane + half];
            }
        }
        return scratch[0];
    }

    /** The sum over all lanes in float; {@code lanes} is overwritten. */
    static float sum(float[] lanes) {
        for (int half = Lanes.LOGICAL / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }
}
