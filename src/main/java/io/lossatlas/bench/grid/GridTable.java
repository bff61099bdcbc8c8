package io.lossatlas.bench.grid;

import io.lossatlas.bench.BenchTable;
import java.util.List;

/** Grid jobs as an aligned table, and how they scale beside the peak loop. */
public final class GridTable {
    private static final String LINE = "%5s %8s %8s %9s %9s %8s %8s %13s %7s %8s%n";
    private static final String LEGEND = """
            outside: share of core time that was not spent inside the engine, idle cores included
            of CPU:  the same share of the time that the process was running
            as peak: how points a second scale from one core, as a share of how the peak loop does
            """;

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
                "scales",
                "as peak"));
        rows.forEach(row -> text.append(line(row, rows.get(0))));
        return text + LEGEND;
    }

    private static String line(GridRow row, GridRow one) {
        double scales = row.pointsPerSecond() / one.pointsPerSecond();
        boolean first = row.cores() == one.cores();
        return LINE.formatted(
                row.cores(),
                row.points(),
                "%.1f".formatted(row.job().seconds()),
                BenchTable.rate(row.pointsPerSecond()),
                BenchTable.rate(row.pointsPerSecond() * row.images()),
                percent(row.outside()),
                percent(row.outsideOfCpu()),
                "%.1f".formatted(row.peak()),
                first ? "-" : "%.2f x".formatted(scales),
                first ? "-" : percent(scales * one.peak() / row.peak()));
    }

    private static String percent(double share) {
        return "%.1f %%".formatted(100 * share);
    }
}
