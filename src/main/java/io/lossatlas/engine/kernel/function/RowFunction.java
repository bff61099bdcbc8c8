package io.lossatlas.engine.kernel.function;

/** A function of each of a run of floats by itself. Belongs to one thread. */
public interface RowFunction {
    /** Most floats of a run, so that what is computed in between stays in the first-level cache. */
    int MOST = 1024;

    /**
     * {@code y = f(x)}; y may be x, at the same place.
     *
     * @param floats a multiple of 16, at most {@link #MOST}
     */
    void value(float[] x, int at, float[] y, int into, int floats);

    /** {@code dy = dy f'(x)}, for as many floats likewise. */
    void slope(float[] x, int at, float[] dy, int d, int floats);

    /** {@code y = f''(x)}, for as many floats likewise; 0 at corners. */
    void curvature(float[] x, int at, float[] y, int into, int floats);
}
