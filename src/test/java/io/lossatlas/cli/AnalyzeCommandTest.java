package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
    @TempDir
    private static Path finished;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runOnce() {
        assertThat(Cli.tiny("local[2]", "run", finished.resolve("run")).exitCode)
                .isZero();
    }

    /** A copy of the finished run. */
    private Path run() {
        return folder.resolve("run");
    }

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(finished.resolve("run"))) {
            for (Path file : files.toList()) {
                Files.copy(file, run().resolve(finished.resolve("run").relativize(file)));
            }
        }
    }

    private Cli analyze(String... more) {
        return Cli.of(Stream.concat(Stream.of("analyze", "-o", run().toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void runEndsWithMetricsThatAnalyzeFindsUpToDate() throws IOException {
        JsonNode files = Cli.manifest(run()).at("/tables/metrics");

        Cli again = analyze();

        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(again.out).contains("metrics  up to date");
        assertThat(Cli.manifest(run()).at("/tables/metrics")).isEqualTo(files);
        assertThat(Cli.manifest(run()).at("/stages/analyze/done").asInt()).isEqualTo(4);
        assertThat(Cli.manifest(run()).at("/stages/analyze/total").asInt()).isEqualTo(4);
        List<Row> rows = Cli.rows(run(), Table.METRICS);
        assertThat(rows)
                .extracting(row -> row.<String>getAs("metric"))
                .contains("centre_loss", "gram_xy", "gap_loss", "minima");
        assertThat(rows).extracting(row -> row.<String>getAs("interval")).containsOnly("sampling (2 shards)", "none");
    }

    @Test
    void anotherPlaneAddsPooledRows() {
        List<Row> before = Cli.rows(run(), Table.METRICS);

        Cli larger = Cli.tiny("local[2]", "surface", run(), "surface.direction-seeds=[1,2]");
        Cli analyzed = analyze();

        List<Row> after = Cli.rows(run(), Table.METRICS);
        assertThat(larger.exitCode).isZero();
        // Two networks' second plane, with two surfaces each.
        assertThat(analyzed.out).contains("metrics  of 6 surfaces, planes and networks");
        assertThat(after).containsAll(before);
        assertThat(after)
                .extracting(row -> row.<String>getAs("interval"))
                .containsOnly("sampling (2 shards)", "none", "plane (range of 2)");
    }

    @Test
    void damagedMetricsAreComputedAgain() throws IOException {
        List<Row> before = Cli.rows(run(), Table.METRICS);
        String path = Cli.manifest(run()).at("/tables/metrics/0/path").asText();
        Files.write(run().resolve(path), new byte[] {0});

        Cli again = analyze();

        assertThat(again.out).contains("damaged: " + path).containsPattern("metrics  (of 1 surfaces|up to date)");
        assertThat(Cli.rows(run(), Table.METRICS)).isEqualTo(before);
    }

    @Test
    void freshMetricsKeepTheSurfaces() throws IOException {
        List<Row> before = Cli.rows(run(), Table.METRICS);
        JsonNode surfaces = Cli.manifest(run()).at("/tables/surface");

        assertThat(Cli.tiny("local[2]", "run", run(), "--fresh=analyze").out).contains("metrics  of 8 surfaces");
        assertThat(analyze("--fresh").out).contains("metrics  of 8 surfaces");

        assertThat(Cli.manifest(run()).at("/tables/surface")).isEqualTo(surfaces);
        assertThat(Cli.rows(run(), Table.METRICS)).isEqualTo(before);
    }

    @Test
    void metricsOfAnotherVersionAreRefusedUntilFresh() throws IOException {
        Path manifest = run().resolve("manifest.json");
        String text = Files.readString(manifest);
        int stage = text.indexOf("\"analyze\" : {");
        assertThat(stage).isPositive();
        String version = "\"results-version\" : \"1\"";
        int at = text.indexOf(version, stage);
        Files.writeString(
                manifest,
                text.substring(0, at) + "\"results-version\" : \"0\"" + text.substring(at + version.length()));

        Cli refused = analyze();

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains("results-version: published 0, now 1", "--fresh computes all anew")
                .doesNotContain("\tat ");
        assertThat(analyze("--fresh").exitCode).isZero();
        assertThat(analyze().out).contains("metrics  up to date");
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        Cli refused = Cli.of("analyze", "-o", folder.resolve("nothing").toString());

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("found no manifest.json in it").doesNotContain("\tat ");
    }

    @Test
    void helpHasAnExample() {
        assertThat(Cli.of("analyze", "--help").out).contains("Usage: lossatlas analyze", "Example");
    }
}
