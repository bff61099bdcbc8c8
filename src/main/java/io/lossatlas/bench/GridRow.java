package io.lossatlas.bench;

/**
 * A grid job on a number of cores.
 *
 * @param cores worker threads of Spark
 * @param points of the grid
 * @param images of the evaluation slice, at each point
 * @param seconds from the start of the surface stage until its tables are published
 * @param engineSeconds core time inside the engine
 * @param peak thousand million operations a second of the peak loop on as many threads, together
 */
public record GridRow(int cores, long points, int images, double seconds, double engineSeconds, double peak) {

    /** Grid points a second. */
    public double pointsPerSecond() {
        return points / seconds;
    }

    /** Share of the cores' time that was not spent inside the engine. */
    public double outside() {
        return 1 - engineSeconds / (cores * seconds);
    }
}
