package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String[] OBLONG = {
        "sweep.skips=[skip]", "surface.x.points=7", "surface.x.max=0.5", "surface.y.points=4", "surface.bn=frozen"
    };
    private static final String NAME = "d4-skip-w2-s1-lr0.05-random-s1-train-frozen";

    @TempDir
    private Path folder;

    @Test
    void csvHoldsTheTableSurfaceInTheOrderOfTheGrid() throws IOException {
        Cli.tiny("local[2]", "run", run("a"), OBLONG);

        Cli export = Cli.of("export", "-o", run("a").toString(), "--format", "csv");

        assertThat(export.exitCode).as(export.err).isZero();
        assertThat(export.out).isEqualTo("export   %s/export/%s.csv%n".formatted(run("a"), NAME));
        List<String> lines = Files.readAllLines(run("a").resolve("export/" + NAME + ".csv"));
        assertThat(lines.get(0))
                .isEqualTo(String.join(",", Table.SURFACE.schema().fieldNames()));
        List<String> expected = Cli.rows(run("a"), Table.SURFACE).stream()
                .map(ExportCommandTest::line)
                .toList();
        assertThat(expected).hasSize(7 * 4);
        assertThat(lines.subList(1, lines.size())).isEqualTo(expected);
    }

    @Test
    void tablesOfPathsAndCurvatureGoWithTheSurfaces() throws IOException {
        Cli.tiny(
                "local[2]",
                "run",
                run("a"),
                "sweep.skips=[skip]",
                "surface.x.points=3",
                "surface.bn=frozen",
                "surface.planes=[{type=line,to=\"@0\"}]",
                "curvature.examples=4",
                "curvature.iterations=3",
                "curvature.probes=1");
        Cli export = Cli.of("export", "-o", run("a").toString(), "--format", "csv");
        assertThat(export.exitCode).as(export.err).isZero();
        for (Table table : List.of(Table.PATHS, Table.CURVATURE, Table.SPECTRUM)) {
            List<String> lines = Files.readAllLines(run("a").resolve("export/%s.csv".formatted(table.folder())));
            assertThat(lines.get(0)).isEqualTo(String.join(",", table.schema().fieldNames()));
            assertThat(lines.subList(1, lines.size()))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(Cli.rows(run("a"), table).stream()
                            .map(ExportCommandTest::line)
                            .toList());
        }
        assertThat(Cli.of("export", "-o", run("a").toString(), "--format", "npz").out)
                .contains("/export/paths.npz", "/export/curvature.npz", "/export/spectrum.npz");
        assertThat(Cli.of("export", "-o", run("a").toString(), "--format", "vtp").out)
                .contains("-line-step0-train-frozen.vtp", "-line-step0-train-frozen-path.vtp")
                .doesNotContain("curvature.vtp");
    }

    @Test
    void filesOutliveOpeningAndStartingOverAndAreNoPartOfTheRun() throws IOException {
        Cli.tiny("local[2]", "run", run("a"), OBLONG);
        for (String format : List.of("vtp", "npz", "csv")) {
            assertThat(Cli.of("export", "-o", run("a").toString(), "--format", format).exitCode)
                    .isZero();
        }
        Path own = Files.writeString(run("a").resolve("export/view.pvsm"), "a user's own");

        assertThat(Cli.tiny("local[2]", "run", run("a"), OBLONG).exitCode).isZero();
        assertThat(Cli.tiny("local[2]", "run", run("a"), with("--fresh")).exitCode)
                .isZero();

        assertThat(own).hasContent("a user's own");
        try (Stream<Path> files = Files.list(run("a").resolve("export"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(NAME + ".vtp", NAME + ".npz", NAME + ".csv", "view.pvsm");
        }
        assertThat(Cli.manifest(run("a")).at("/tables/export").isMissingNode()).isTrue();
    }

    @Test
    void aRunWithoutASurfaceIsRefused() {
        Cli.tiny("local[2]", "train", run("a"), OBLONG);

        Cli export = Cli.of("export", "-o", run("a").toString(), "--format", "vtp");

        assertThat(export.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(export.err).contains("expected a published surface, found none to export");
    }

    @Test
    void anUnknownFormatIsRefused() {
        Cli export = Cli.of("export", "-o", run("a").toString(), "--format", "obj");

        assertThat(export.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(export.err).contains("--format", "obj");
    }

    private static String line(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.isNullAt(column) ? "" : row.get(column).toString())
                .collect(Collectors.joining(","));
    }

    private static String[] with(String option) {
        return Stream.concat(Stream.of(OBLONG), Stream.of(option)).toArray(String[]::new);
    }

    private Path run(String name) {
        return folder.resolve(name);
    }
}
