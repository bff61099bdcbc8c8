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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
    @TempDir
    private Path folder;

    private Path run() {
        return folder.resolve("run");
    }

    private Cli analyze(String... more) {
        return Cli.of(Stream.concat(Stream.of("analyze", "-o", run().toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void runEndsWithMetricsThatAnalyzeFindsUpToDate() throws IOException {
        Cli.tiny("local[2]", "run", run());
        List<Row> rows = Cli.rows(run(), Table.METRICS);
        JsonNode files = Cli.manifest(run()).at("/tables/metrics");

        Cli again = analyze();

        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(again.out).contains("metrics  up to date");
        assertThat(Cli.manifest(run()).at("/tables/metrics")).isEqualTo(files);
        assertThat(rows).extracting(row -> row.getString(4)).contains("centre_loss", "gram_xy", "gap_loss", "minima");
        assertThat(rows).extracting(row -> row.getString(8)).containsOnly("sampling (2 shards)", "none");
        assertThat(Cli.manifest(run()).at("/stages/analyze/done").asInt()).isEqualTo(4);
        assertThat(Cli.manifest(run()).at("/stages/analyze/total").asInt()).isEqualTo(4);
    }

    @Test
    void analyzeMakesOnItsOwnWhatRunMakes() {
        Cli.tiny("local[2]", "train", run());
        Cli.tiny("local[2]", "surface", run());
        Cli alone = analyze();
        Cli.tiny("local[2]", "run", folder.resolve("other"));

        // Two networks, a plane and two surfaces each.
        assertThat(alone.out).contains("metrics  of 8 surfaces, planes and networks");
        assertThat(Cli.rows(run(), Table.METRICS)).isEqualTo(Cli.rows(folder.resolve("other"), Table.METRICS));
    }

    @Test
    void anotherPlaneAndAnotherSeedAddPooledRows() {
        Cli.tiny("local[2]", "run", run());
        List<Row> before = Cli.rows(run(), Table.METRICS);

        Cli larger = Cli.tiny("local[2]", "run", run(), "surface.direction-seeds=[1,2]", "sweep.seeds=[1,2]");

        List<Row> after = Cli.rows(run(), Table.METRICS);
        assertThat(larger.exitCode).isZero();
        assertThat(after).containsAll(before);
        assertThat(after).extracting(row -> row.getString(8)).contains("plane (range of 2)", "network (range of 2)");
        assertThat(after).extracting(row -> row.getString(1)).contains("d4-skip-w2-lr0.05");
    }

    @Test
    void damagedMetricsAreComputedAgain() throws IOException {
        Cli.tiny("local[2]", "run", run());
        List<Row> before = Cli.rows(run(), Table.METRICS);
        String path = Cli.manifest(run()).at("/tables/metrics/0/path").asText();
        Files.write(run().resolve(path), new byte[] {0});

        Cli again = analyze();

        assertThat(again.out).contains("damaged: " + path, "metrics  of 1 surfaces");
        assertThat(Cli.rows(run(), Table.METRICS)).isEqualTo(before);
    }

    @Test
    void freshMetricsKeepTheSurfaces() throws IOException {
        Cli.tiny("local[2]", "run", run());
        List<Row> before = Cli.rows(run(), Table.METRICS);
        JsonNode surfaces = Cli.manifest(run()).at("/tables/surface");

        assertThat(Cli.tiny("local[2]", "run", run(), "--fresh=analyze").out).contains("metrics  of 8 surfaces");
        assertThat(analyze("--fresh").out).contains("metrics  of 8 surfaces");

        assertThat(Cli.manifest(run()).at("/tables/surface")).isEqualTo(surfaces);
        assertThat(Cli.rows(run(), Table.METRICS)).isEqualTo(before);
    }

    @Test
    void metricsOfAnotherVersionAreRefusedUntilFresh() throws IOException {
        Cli.tiny("local[2]", "run", run());
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
        Cli refused = analyze();

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("found no manifest.json in it").doesNotContain("\tat ");
    }

    @Test
    void helpHasAnExample() {
        assertThat(Cli.of("analyze", "--help").out).contains("Usage: lossatlas analyze", "Example");
    }
}
