package io.lossatlas.bench;

import java.util.List;
import java.util.Locale;

/** Rows as an aligned table of at most 100 columns. */
public final class BenchTable {
    private static final String LINE = "%-5s %-14s %-6s %8s %14s %8s %5s %8s %14s %6s%n";

    private BenchTable() {}

    /** The table, and below it what each number is and what went wrong. */
    public static String of(List<BenchRow> rows) {
        StringBuilder text = new StringBuilder();
        text.append(line(
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
        rows.forEach(row -> text.append(line(row)));
        rows.stream()
                .map(BenchRow::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .forEach(note -> text.append(note).append(System.lineSeparator()));
        return text.toString();
    }

    private static String line(BenchRow row) {
        Samples peer = row.peer().map(BenchRow.PeerRate::rate).orElse(null);
        return line(
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

    private static String line(Object... cells) {
        return LINE.formatted(cells);
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
