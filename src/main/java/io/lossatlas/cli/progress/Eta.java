package io.lossatlas.cli.progress;

/** Time that is left, from the work done since the start. */
public final class Eta {
    private static final double NANOS = 1e-9;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final long start = System.nanoTime();

    /** Seconds since this was made. */
    public double elapsed() {
        return (System.nanoTime() - start) * NANOS;
    }

    /** The time left at the rate so far, like {@code 1:05} or {@code 2:00:10}; {@code -} while nothing is done. */
    public String left(double done, double total) {
        return done > 0 ? clock(elapsed() * (total - done) / done) : "-";
    }

    /** Seconds as a clock shows them. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < HOUR
                ? "%d:%02d".formatted(whole / MINUTE, whole % MINUTE)
                : "%d:%02d:%02d".formatted(whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }
}
