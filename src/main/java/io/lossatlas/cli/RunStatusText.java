package io.lossatlas.cli;

import io.lossatlas.cli.progress.Eta;
import io.lossatlas.report.TextTable;
import io.lossatlas.surface.RunStatus;
import io.lossatlas.surface.RunStatus.SurfaceState;
import io.lossatlas.surface.RunStatus.TableState;
import io.lossatlas.surface.RunStatus.VariantState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The status of a run as text. */
final class RunStatusText {
    private static final double MEGA = 1e6;

    private RunStatusText() {}

    static void print(RunStatus status, PrintWriter out) {
        out.println("run      " + status.output());
        status.provenance().forEach((name, value) -> out.printf(Locale.ROOT, "%-18s %s%n", name, value));
        out.println();
        out.println(variants(status.variants()).render());
        out.println(surfaces(status.surfaces()).render());
        out.println(tables(status.tables()).render());
        long open = status.surfaces().stream()
                .filter(surface -> !surface.complete())
                .count();
        out.println(open == 0 ? "complete" : open + " surfaces are incomplete: the same run command goes on with them");
    }

    private static TextTable variants(List<VariantState> variants) {
        List<List<String>> rows = variants.stream()
                .map(variant -> List.of(
                        variant.variant(),
                        variant.status(),
                        Integer.toString(variant.step()),
                        Eta.clock(variant.seconds())))
                .toList();
        return new TextTable(List.of("variant", "training", "step", "time"), rows);
    }

    private static TextTable surfaces(List<SurfaceState> surfaces) {
        List<List<String>> rows = surfaces.stream()
                .map(surface -> List.of(
                        surface.variant(),
                        surface.plane(),
                        surface.split(),
                        surface.bn(),
                        count(surface.points()),
                        count(surface.published()),
                        count(surface.points() - surface.published() - surface.failed()),
                        count(surface.failed())))
                .toList();
        return new TextTable(
                List.of("surface of", "plane", "split", "bn", "points", "published", "missing", "failed"), rows);
    }

    private static TextTable tables(Map<String, TableState> tables) {
        List<List<String>> rows = new ArrayList<>();
        tables.forEach((name, table) -> rows.add(List.of(
                name,
                count(table.files()),
                count(table.rows()),
                String.format(Locale.ROOT, "%.1f", table.bytes() / MEGA))));
        return new TextTable(List.of("table", "files", "rows", "MB"), rows);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
