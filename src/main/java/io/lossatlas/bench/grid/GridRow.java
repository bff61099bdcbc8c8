package io.lossatlas.bench.grid;

/**
 * A grid job on a number of cores.
 *
 * @param cores worker threads of Spark
 * @param points of the grid
 * @param images of the evaluation slice, at each point
 * @param job from the start of the surface stage until its tables are published; running time is the whole process's
 * @param engine inside the engine
 * @param peak thousand million operations a second of the peak loop on as many threads, together
 */
public record GridRow(int cores, long points, int images, CoreTime job, CoreTime engine, double peak) {

    /** Grid points a second. */
    public double pointsPerSecond() {
        return points / job.seconds();
    }

    /** Share of the cores' time that was not spent inside the engine, idle cores included. */
    public double outside() {
        return 1 - engine.seconds() / (cores * job.seconds());
    }

    /** Share of the process's running time that was not spent inside the engine; what other processes take is not in it. */
    public double outsideOfCpu() {
        return 1 - engine.cpuSeconds() / job.cpuSeconds();
    }
}
