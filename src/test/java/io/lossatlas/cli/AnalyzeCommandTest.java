package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** As a program from before the registry left it: with a version for all metrics, and other inputs of each part. */
    private void leaveAsBeforeTheRegistry() throws IOException {
        ObjectNode manifest = (ObjectNode) Cli.manifest(run());
        ObjectNode fingerprint = (ObjectNode) manifest.at("/stages/analyze/fingerprint");
        fingerprint.remove("metrics");
        fingerprint.put("results-version", "1");
        manifest.at("/analyses").forEach(part -> ((ObjectNode) part).put("input", "0123456789abcdef"));
        Files.writeString(run().resolve("manifest.json"), manifest.toString());
    }

    @Test
    void metricsOfAnEarlierRegistryAreComputedAnewByAnalyze() throws IOException {
        List<Row> before = Cli.rows(run(), Table.METRICS);
        JsonNode now = Cli.manifest(run());
        leaveAsBeforeTheRegistry();

        Cli again = analyze();

        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(again.out)
                .contains(
                        "metrics  of an earlier registry: computed anew",
                        "metrics  of 8 surfaces, planes and networks");
        assertThat(Cli.rows(run(), Table.METRICS)).isEqualTo(before);
        assertThat(Cli.manifest(run()).at("/stages")).isEqualTo(now.at("/stages"));
        assertThat(Cli.manifest(run()).at("/tables/losses")).isEqualTo(now.at("/tables/losses"));
        assertThat(analyze().out).contains("metrics  up to date").doesNotContain("registry");
    }

    @Test
    void metricsOfAnEarlierRegistryAreComputedAnewByRun() throws IOException {
        JsonNode now = Cli.manifest(run());
        leaveAsBeforeTheRegistry();

        Cli again = Cli.tiny("local[2]", "run", run());

        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(again.out).contains("metrics  of an earlier registry: computed anew");
        assertThat(Cli.manifest(run()).at("/stages")).isEqualTo(now.at("/stages"));
        assertThat(Cli.manifest(run()).at("/tables/weights")).isEqualTo(now.at("/tables/weights"));
        assertThat(Cli.manifest(run()).at("/tables/losses")).isEqualTo(now.at("/tables/losses"));
    }

    @Test
    void metricsOnAnotherGridAreRefusedUntilFresh() throws IOException {
        ObjectNode manifest = (ObjectNode) Cli.manifest(run());
        ((ObjectNode) manifest.at("/stages/analyze/fingerprint")).put("surface.x.points", "5");
        Files.writeString(run().resolve("manifest.json"), manifest.toString());

        Cli refused = analyze();

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains("surface.x.points: published 5, now 3", "--fresh computes all anew")
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
