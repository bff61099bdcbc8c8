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
        return sum(lanes, 0, count, scratch);
    }

    /** Likewise of lanes that lie from {@code at} on. */
    public static double sum(float[] lanes, int at, int count, double[] scratch) {
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            scratch[lane] = lane < count ? lanes[at + lane] : 0;
        }
        for (int half = Lanes.LOGICAL / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                scratch[lane] += scratch[lane + half];
            }
        }
        return scratch[0];
    }

    /**
     * Sums over all lanes in float, by the same tree. In scalar arithmetic: a JVM in which a second species of vectors is
     * alive boxes those of the first.
     *
     * @param lanes {@code float[count][16]} from {@code at} on
     * @param to receives {@code count} sums from {@code first} on
     */
    public static void sums(float[] lanes, int at, int count, float[] to, int first) {
        for (int n = 0; n < count; n++) {
            int l = at + n * Lanes.LOGICAL;
            float a = (lanes[l] + lanes[l + 8]) + (lanes[l + 4] + lanes[l + 12]);
            float b = (lanes[l + 1] + lanes[l + 9]) + (lanes[l + 5] + lanes[l + 13]);
            float c = (lanes[l + 2] + lanes[l + 10]) + (lanes[l + 6] + lanes[l + 14]);
            float d = (lanes[l + 3] + lanes[l + 11]) + (lanes[l + 7] + lanes[l + 15]);
            to[first + n] = (a + c) + (b + d);
        }
    }
}
