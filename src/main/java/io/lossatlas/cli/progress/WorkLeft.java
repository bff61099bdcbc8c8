package io.lossatlas.cli.progress;

import java.util.function.DoubleSupplier;

/**
 * What is left of work of several kinds that shares the cores, each in operations times what one of its kind takes, and the time
 * until all of it is done. Safe for several threads.
 */
final class WorkLeft {
    /** What an operation of training takes, in those of evaluation: measured. */
    static final double TRAINING = 1.5;

    private final Rate rate;
    private double planned;

    WorkLeft() {
        this.rate = new Rate();
    }

    /** By another clock, in seconds. */
    WorkLeft(DoubleSupplier clock) {
        this.rate = new Rate(clock);
    }

    /** Adds work that is to be done; takes it away where it is negative. */
    synchronized void plan(double work) {
        planned += work;
    }

    /** Takes note of work that is done. */
    synchronized void does(double work) {
        rate.does(work);
    }

    /** The end of a line: the time left, where any work is planned. */
    synchronized String text() {
        return planned > 0 ? "  ETA " + clock() : "";
    }

    /** The time left, as {@link ClockText#of} shows it; {@code -} while nothing is done. */
    synchronized String clock() {
        double speed = rate.perSecond();
        return speed > 0 ? ClockText.of(Math.max(0, planned - rate.done()) / speed) : "-";
    }
}
