package io.lossatlas.bench;

import java.util.List;

/** Grid jobs as an aligned table, and how they scale beside the peak loop. */
public final class GridTable {
    private static final String LINE = "%5s %8s %8s %9s %9s %8s %8s %13s %12s%n";

    private GridTable() {}

    /**
     * The table.
     *
     * @param rows the first on one core
     */
    public static String of(List<GridRow> rows) {
        StringBuilder text = new StringBuilder(LINE.formatted(
                "cores",
                "points",
                "seconds",
                "points/s",
                "images/s",
                "outside",
                "of CPU",
                "peak GFLOP/s",
                "scales/peak"));
        GridRow one = rows.get(0);
        for (GridRow row : rows) {
            double scales = row.pointsPerSecond() / one.pointsPerSecond();
            double peakScales = row.peak() / one.peak();
            text.append(LINE.formatted(
                    row.cores(),
                    row.points(),
                    "%.1f".formatted(row.job().seconds()),
                    BenchTable.rate(row.pointsPerSecond()),
                    BenchTable.rate(row.pointsPerSecond() * row.images()),
                    "%.1f %%".formatted(100 * row.outside()),
                    "%.1f %%".formatted(100 * row.outsideOfCpu()),
                    "%.1f".formatted(row.peak()),
                    row.cores() == one.cores() ? "-" : "%.2f/%.2f x".formatted(scales, peakScales)));
        }
        text.append(
                "outside: core time not spent inside the engine, idle time included; of CPU: the same of the time that"
                        + System.lineSeparator()
                        + "the process was running; scales/peak: points a second, and the peak loop, on these cores to one core");
        return text.append(System.lineSeparator()).toString();
    }
}
