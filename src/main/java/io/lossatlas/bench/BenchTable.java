package io.lossatlas.bench;

import java.util.List;
import java.util.Locale;

/** Rows as an aligned table of at most 100 columns. */
public final class BenchTable {
    private static final int NETWORK = 14;
    private static final String LINE = "%-7s %-{network}s %-6s %8s %14s %8s %5s %8s %14s %6s%n";

    private BenchTable() {}

    /**
     * The table; below it what else was measured of each row, and what went wrong. A column for names longer than any of the
     * sweep's makes it wider.
     */
    public static String of(List<BenchRow> rows) {
        int network =
                rows.stream().mapToInt(row -> row.bench().network().length()).reduce(NETWORK, Math::max);
        String format = LINE.replace("{network}", String.valueOf(network));
        StringBuilder text = new StringBuilder();
        text.append(format.formatted(
                "task",
                "network",
                "engine",
                "images/s",
                "least..most",
                "GFLOP/s",
                "peak",
                "peer/s",
                "least..most",
                "ratio"));
        rows.forEach(row -> text.append(line(format, row)));
        rows.forEach(row -> text.append(more(row)).append(System.lineSeparator()));
        rows.stream()
                .map(BenchRow::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .forEach(note -> text.append(note).append(System.lineSeparator()));
        return text.toString();
    }

    /** What a row has no column for. */
    private static String more(BenchRow row) {
        StringBuilder text = new StringBuilder(
                "%s %s: ready in %s".formatted(row.bench(), row.engine().text(), duration(row.compileSeconds())));
        if (Double.isFinite(row.loadSeconds())) {
            text.append(", weights of a point set in ").append(duration(row.loadSeconds()));
        }
        if (Double.isFinite(row.gradientRate())) {
            text.append(", gradient %s images/s, a product takes %.2f times as long"
                    .formatted(rate(row.gradientRate()), row.timesGradient()));
        }
        row.fastestPeer()
                .ifPresent(peer -> text.append(", fastest peer %s: %s images/s, ratio %.2f"
                        .formatted(peer.description(), rate(peer.rate().median()), row.fastestRatio())));
        return text.toString();
    }

    private static String duration(double seconds) {
        return seconds < 1 ? "%.3g ms".formatted(1e3 * seconds) : "%.3g s".formatted(seconds);
    }

    private static String line(String format, BenchRow row) {
        Samples peer = row.peer().map(BenchRow.PeerRate::rate).orElse(null);
        return format.formatted(
                row.bench().task().text(),
                row.bench().network(),
                row.engine().text(),
                rate(row.rate().median()),
                spread(row.rate()),
                "%.1f".formatted(row.gigaflops()),
                "%.0f %%".formatted(100 * row.gigaflops() / row.peak().median()),
                peer == null ? "-" : rate(peer.median()),
                peer == null ? "-" : spread(peer),
                peer == null ? "-" : "%.2f".formatted(row.ratio()));
    }

    private static String spread(Samples samples) {
        return rate(samples.least()) + ".." + rate(samples.most());
    }

    /** Images a second: whole from a hundred on, in three digits below. */
    public static String rate(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
