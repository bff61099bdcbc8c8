package io.lossatlas.cli.progress;

/** Times as a clock shows them. */
public final class ClockText {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private ClockText() {}

    /** Seconds, like {@code 1:05} or {@code 2:00:10}. */
    public static String of(double seconds) {
        long whole = Math.round(seconds);
        return whole < HOUR
                ? "%d:%02d".formatted(whole / MINUTE, whole % MINUTE)
                : "%d:%02d:%02d".formatted(whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }
}
