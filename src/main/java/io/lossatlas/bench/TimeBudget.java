package io.lossatlas.bench;

import java.util.function.DoubleSupplier;

/** Shares a span of time among a number of jobs: what one takes too much, those after it go without. */
final class TimeBudget {
    private final double end;
    private final DoubleSupplier clock;
    private int jobs;

    /**
     * A budget that begins now.
     *
     * @param seconds of all jobs together
     * @param jobs how many
     * @param clock in seconds, from any origin
     */
    TimeBudget(double seconds, int jobs, DoubleSupplier clock) {
        this.end = clock.getAsDouble() + seconds;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Seconds that the next job may take; never negative. */
    double next() {
        return left() / Math.max(1, jobs--);
    }

    /** Seconds until the end; never negative. */
    double left() {
        return Math.max(0, end - clock.getAsDouble());
    }
}
