package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.cluster.Jvm;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of which points are left out: a plane of 41 x 33 points and a line of 300 through one network. */
class AdaptiveSurfacesTest {
    private static final int KILLED = 137;
    private static final int PLANE = 41 * 33;
    private static final int LINE = 300;
    private static final String[] WHOLE = {
        "sweep.skips=[skip]",
        "surface.bn=frozen",
        "surface.x.points=41",
        "surface.y.points=33",
        "surface.planes=[{type=random,seeds=[1]},{type=line,to=\"@0\",x.points=300}]"
    };
    private static final String ADAPTIVE = "surface.adaptive.tolerance=0.01";

    @TempDir
    private static Path folder;

    private static Cli first;

    @BeforeAll
    static void runOnce() {
        first = adaptive("run", "local[2]", run());
    }

    private static Path run() {
        return folder.resolve("run");
    }

    private static Cli adaptive(String command, String master, Path output, String... more) {
        Cli done = Cli.tiny(
                master,
                command,
                output,
                Stream.of(WHOLE, new String[] {ADAPTIVE}, more)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        assertThat(done.exitCode).as(done.err).isZero();
        return done;
    }

    @Test
    void thePlanTellsHowManyPointsItMayBe() {
        assertThat(adaptive("run", "local[1]", folder.resolve("planned"), "--dry-run").out)
                .contains("adaptive   between 602 and 1,653 of 1,653 points are computed");
        assertThat(folder.resolve("planned")).doesNotExist();
    }

    @Test
    void whatIsComputedIsWhatTheWholeRunHasToTheLastBit() {
        Path whole = folder.resolve("whole");
        assertThat(Cli.tiny("local[2]", "run", whole, WHOLE).exitCode).isZero();

        List<Row> computed = Cli.rows(run(), Table.LOSSES);

        Set<Row> all = new HashSet<>(Cli.rows(whole, Table.LOSSES));
        assertThat(all).hasSize(2 * (PLANE + LINE));
        assertThat(computed).hasSizeLessThan(all.size() * 2 / 3).allMatch(all::contains);
        assertThat(Cli.rows(run(), Table.SURFACE)).hasSize(computed.size() / 2);
    }

    @Test
    void pagePicturesMetricsAndShowSayWhatIsFilledIn() throws IOException {
        long computed = Cli.rows(run(), Table.SURFACE).size();
        List<Row> metrics = Cli.rows(run(), Table.METRICS);

        assertThat(first.out).contains("points published").doesNotContain("no metrics of");
        assertThat(metrics)
                .filteredOn(row -> row.getAs("metric").equals("computed_points"))
                .extracting(row -> row.<Double>getAs("value"))
                .hasSize(2)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToDouble(each -> each).sum())
                        .isEqualTo((double) computed));
        assertThat(metrics)
                .filteredOn(row -> row.getAs("metric").equals("fill_error"))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.<Double>getAs("value")).isBetween(0.0, 0.01);
                    assertThat(row.<Number>getAs("n").longValue()).isBetween(1L, 256L);
                });
        assertThat(metrics)
                .filteredOn(
                        row -> List.of("missing_points", "non_finite_points").contains(row.<String>getAs("metric")))
                .hasSize(4)
                .allMatch(row -> row.<Double>getAs("value") == 0);
        assertThat(metrics)
                .filteredOn(row -> row.<String>getAs("metric").contains("convex_fraction"))
                .as("a cubic has other second differences than the loss")
                .isEmpty();
        assertThat(Files.readString(run().resolve("report.html")))
                .contains("%,d of 1,653 points are computed, the others filled in between them".formatted(computed))
                .contains("\"computed\":\"");
        assertThat(Cli.of("show", "-o", run().toString()).out)
                .contains("filled in")
                .endsWith("complete\n");
        try (Stream<Path> pictures = Files.walk(run().resolve("pictures"))) {
            List<Path> drawn = pictures.filter(file -> file.toString().endsWith(".svg"))
                    .filter(file -> file.toString().contains("-frozen"))
                    .toList();
            assertThat(drawn).hasSizeGreaterThanOrEqualTo(2).allSatisfy(file -> assertThat(Files.readString(file))
                    .contains("points computed, maximum"));
        }
    }

    @Test
    void exportsHoldEveryPointAndMarkThoseThatAreComputed() throws IOException {
        assertThat(Cli.of("export", "-o", run().toString(), "--format", "csv").exitCode)
                .isZero();

        Path csv = folder.resolve("run/export/d4-skip-w2-s1-lr0.05-random-s1-train-frozen.csv");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + PLANE);
        assertThat(lines.get(0)).endsWith(",loss,loss_se,accuracy,non_finite,difference,difference_se,computed");
        long computed = Cli.rows(run(), Table.SURFACE).stream()
                .filter(row -> row.getAs("plane").equals("random-s1"))
                .count();
        assertThat(lines.stream().filter(line -> line.endsWith(",1"))).hasSize((int) computed);
        assertThat(lines.stream().filter(line -> line.endsWith(",0"))).hasSize(PLANE - (int) computed);
    }

    @Test
    void anotherToleranceIsRefusedByKeyAndALargerPlaneThanTheDriverHolds() {
        Cli refused = Cli.tiny("local[1]", "run", run(), WHOLE);
        Cli large = Cli.tiny(
                "local[1]",
                "run",
                folder.resolve("large"),
                ADAPTIVE,
                "surface.x.points=2049",
                "surface.y.points=2049",
                "--dry-run");

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("surface.adaptive.tolerance: published 0.01, now");
        assertThat(large.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(large.err)
                .contains(
                        "surface.adaptive.tolerance: expected 0 or planes of at most 4,194,304 points, found random-s1 with");
    }

    /** After the losses of a level are published, and before. */
    @Test
    @Tag("fault")
    void aDriverThatDiesAgainAndAgainLeavesTheSameTables() throws Exception {
        Path killed = folder.resolve("killed");
        for (String crash : List.of("AFTER_MANIFEST:9", "FILES_MOVED:4")) {
            List<String> arguments = new ArrayList<>(List.of("run", "-o", killed.toString()));
            Stream.concat(Cli.TINY.stream(), Stream.concat(Stream.of(WHOLE), Stream.of(ADAPTIVE)))
                    .forEach(set -> arguments.addAll(List.of("--set", set)));
            Path log = folder.resolve("killed.log");
            try (Jvm driver =
                    Jvm.local(log, List.of("-Dlossatlas.test.crash-at=" + crash), arguments.toArray(String[]::new))) {
                assertThat(driver.end()).as(driver::toString).isEqualTo(KILLED);
            }
        }

        adaptive("run", "local[1]", killed, "spark.partitions=3");

        for (Table table : List.of(Table.LOSSES, Table.SURFACE, Table.DIRECTIONS, Table.METRICS)) {
            assertThat(Cli.rows(killed, table)).as(table.folder()).isEqualTo(Cli.rows(run(), table));
        }
    }
}
