package io.lossatlas.cli;

/** Time that is left, from the work done since the start. */
final class Eta {
    private static final double NANOS = 1e-9;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final long start = System.nanoTime();

    /** Seconds since this was made. */
    double elapsed() {
        return (System.nanoTime() - start) * NANOS;
    }

    /** What is left at the rate so far, like {@code 1:05} or {@code 2:00:10}; {@code -} while nothing is done. */
    String left(double done, double total) {
        return done > 0 ? clock(elapsed() * (total - done) / done) : "-";
    }

    /** Seconds as a clock shows them. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < HOUR
                ? "%d:%02d".formatted(whole / MINUTE, whole % MINUTE)
                : "%d:%02d:%02d".formatted(whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }
}
