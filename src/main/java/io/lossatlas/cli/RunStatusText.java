package io.lossatlas.cli;

import io.lossatlas.cli.progress.ClockText;
import io.lossatlas.report.TextTable;
import io.lossatlas.surface.RunStatus;
import io.lossatlas.surface.RunStatus.CurvatureState;
import io.lossatlas.surface.RunStatus.SurfaceState;
import io.lossatlas.surface.RunStatus.TableState;
import io.lossatlas.surface.RunStatus.VariantState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status of a run as text. */
final class RunStatusText {
    private static final double MEGA = 1e6;

    /** The last one where points are left out. */
    private static final List<String> SURFACE_COLUMNS =
            List.of("surface of", "plane", "split", "bn", "points", "published", "missing", "failed", "filled in");

    private RunStatusText() {}

    static void print(RunStatus status, PrintWriter out) {
        out.println("run      " + status.output());
        status.provenance().forEach((name, value) -> out.printf(Locale.ROOT, "%-18s %s%n", name, value));
        out.println();
        out.println(variants(status.variants()).render());
        out.println(surfaces(status.surfaces()).render());
        if (!status.curvature().isEmpty()) {
            out.println(curvature(status.curvature()).render());
        }
        out.println(tables(status.tables()).render());
        status.damaged().forEach(file -> out.println("damaged: " + file));
        out.println(open(status));
    }

    private static String open(RunStatus status) {
        long surfaces = status.surfaces().stream()
                .filter(surface -> !surface.complete())
                .count();
        long parts =
                status.curvature().stream().filter(part -> !part.published()).count();
        String open = Stream.of(
                        counted(surfaces, "surface is incomplete", "surfaces are incomplete"),
                        counted(parts, "part of curvature is missing", "parts of curvature are missing"),
                        counted(status.damaged().size(), "file is damaged", "files are damaged"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return open.isEmpty() ? "complete" : open + ": the same run command goes on with them";
    }

    private static String counted(long count, String one, String several) {
        return count == 0 ? "" : "%d %s".formatted(count, count == 1 ? one : several);
    }

    /** A row for each network, split, treatment of batch normalisation and matrix, over its steps. */
    private static TextTable curvature(List<CurvatureState> curvature) {
        Map<List<String>, List<CurvatureState>> together = curvature.stream()
                .collect(Collectors.groupingBy(
                        part -> List.of(part.variant(), part.split(), part.bn(), part.operator()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<List<String>> rows = new ArrayList<>();
        together.forEach((name, parts) -> {
            long published = parts.stream().filter(CurvatureState::published).count();
            List<String> row = new ArrayList<>(name);
            row.addAll(List.of(count(parts.size()), count(published), count(parts.size() - published)));
            rows.add(row);
        });
        return new TextTable(List.of("curvature of", "split", "bn", "matrix", "steps", "published", "missing"), rows);
    }

    private static TextTable variants(List<VariantState> variants) {
        List<List<String>> rows = variants.stream()
                .map(variant -> List.of(
                        variant.variant(),
                        variant.status(),
                        Integer.toString(variant.step()),
                        ClockText.of(variant.seconds())))
                .toList();
        return new TextTable(List.of("variant", "training", "step", "time"), rows);
    }

    private static TextTable surfaces(List<SurfaceState> surfaces) {
        boolean adaptive = surfaces.stream().anyMatch(surface -> surface.filledIn() > 0);
        List<List<String>> rows = surfaces.stream()
                .map(surface -> Stream.of(
                                surface.variant(),
                                surface.plane(),
                                surface.split(),
                                surface.bn(),
                                count(surface.points()),
                                count(surface.published()),
                                count(surface.missing()),
                                count(surface.failed()),
                                count(surface.filledIn()))
                        .limit(adaptive ? SURFACE_COLUMNS.size() : SURFACE_COLUMNS.size() - 1L)
                        .toList())
                .toList();
        List<String> names = adaptive ? SURFACE_COLUMNS : SURFACE_COLUMNS.subList(0, SURFACE_COLUMNS.size() - 1);
        return new TextTable(names, rows);
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
