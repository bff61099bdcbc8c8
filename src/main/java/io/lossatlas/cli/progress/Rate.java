package io.lossatlas.cli.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;

/**
 * How fast work gets on: over the last quarter of the time since it began, though not over less than a quarter of a minute, so that a
 * slow start and what else had the cores then are forgotten. Not thread safe.
 */
final class Rate {
    private static final double SHARE = 0.25;
    private static final double LEAST_SECONDS = 15;
    private static final double SECONDS_A_SAMPLE = 1;
    private static final double NANOS = 1e-9;

    private final DoubleSupplier clock;
    private final double start;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private double done;

    private record Sample(double time, double done) {}

    /** Begins now. */
    Rate() {
        this(() -> System.nanoTime() * NANOS);
    }

    /**
     * Begins now, by another clock.
     *
     * @param clock in seconds
     */
    Rate(DoubleSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsDouble();
        samples.add(new Sample(start, 0));
    }

    /** Takes note of work that is done. */
    void does(double work) {
        done += work;
        double now = clock.getAsDouble();
        if (now - samples.getLast().time >= SECONDS_A_SAMPLE) {
            samples.addLast(new Sample(now, done));
            forget(now);
        }
    }

    /** All the work that is done. */
    double done() {
        return done;
    }

    /** Work a second; 0 while nothing is done. */
    double perSecond() {
        double now = clock.getAsDouble();
        forget(now);
        Sample from = samples.getFirst();
        return now > from.time ? (done - from.done) / (now - from.time) : 0;
    }

    /** The first sample left is the last one that is as old as the window is long. */
    private void forget(double now) {
        double from = now - Math.max(LEAST_SECONDS, SHARE * (now - start));
        Sample first = samples.removeFirst();
        while (!samples.isEmpty() && samples.getFirst().time <= from) {
            first = samples.removeFirst();
        }
        samples.addFirst(first);
    }
}
