package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvatureCommandTest {
    private static final String[] SMALL = {
        "curvature.examples=70",
        "curvature.bn=[frozen,recalibrated]",
        "curvature.probes=2",
        "curvature.iterations=12",
        "curvature.values=2"
    };

    @TempDir
    private static Path finished;

    private static Cli made;

    @TempDir
    private Path folder;

    private static Path run() {
        return finished.resolve("run");
    }

    @BeforeAll
    static void runOnce() {
        made = Cli.tiny("local[2]", "run", run(), SMALL);
        assertThat(made.exitCode).as(made.err).isZero();
    }

    private static List<Row> of(String variant, String bn, String operator, String quantity) {
        return Cli.rows(run(), Table.CURVATURE).stream()
                .filter(row -> row.<String>getAs("variant").equals(variant)
                        && row.<String>getAs("bn").equals(bn)
                        && row.<String>getAs("operator").equals(operator)
                        && row.<String>getAs("quantity").equals(quantity))
                .toList();
    }

    private static double value(String operator, String quantity) {
        return of("d4-skip-w2-s1-lr0.05", "frozen", operator, quantity).get(0).getAs("value");
    }

    @Test
    void aRunHasTheEndsOfBothSpectraAndSharpness() throws IOException {
        assertThat(of("d4-plain-w2-s1-lr0.05", "recalibrated", "hessian", "lambda_max"))
                .extracting(row -> row.<Integer>getAs("rank"))
                .containsExactly(1, 2);
        assertThat(value("hessian", "lambda_max")).isGreaterThan(value("hessian", "lambda_min"));
        assertThat(value("ggn", "lambda_max")).isPositive();
        assertThat(value("ggn", "trace")).isGreaterThanOrEqualTo(value("ggn", "lambda_max"));
        assertThat(value("gradient", "loss")).isPositive();
        assertThat(value("gradient", "sam_sharpness")).isPositive();
        assertThat(made.out).contains("curvature d4-plain-w2-s1-lr0.05, step 2, train, BN frozen: ggn: lambda_max ");
        assertThat(Cli.manifest(run()).at("/stages/curvature/done").asInt()).isEqualTo(12);
    }

    @Test
    void bothNetworksHaveAPictureOfTheirSpectra() {
        assertThat(run().resolve("pictures/spectrum-ggn-d4-w2-s1-lr0.05-step2-train-recalibrated.png"))
                .isNotEmptyFile();
        assertThat(run().resolve("pictures/spectrum-hessian-d4-w2-s1-lr0.05-step2-train-frozen.svg"))
                .content()
                .contains("d4-plain-w2-s1-lr0.05, step 2", "d4-skip-w2-s1-lr0.05, step 2");
    }

    @Test
    void showAndTheEndOfARunTellOfCurvature() {
        Cli show = Cli.of("show", "-o", run().toString());
        assertThat(show.out).contains("curvature of", "d4-skip-w2-s1-lr0.05   train  recalibrated  ggn", "complete");
        assertThat(made.out).contains("curvature, train", "lambda_max");
        Cli.tiny("local[2]", "train", folder.resolve("run"), SMALL);
        Cli missing = Cli.of("show", "-o", folder.resolve("run").toString());
        assertThat(missing.out).contains("12 parts of curvature are missing: the same run command goes on with them");
    }

    /** Nodes weigh 1 in all, and their mean is the trace over the dimension. */
    @Test
    void theSpectrumHasTheTrace() {
        List<Row> nodes = Cli.rows(run(), Table.SPECTRUM).stream()
                .filter(row -> row.<String>getAs("variant").equals("d4-skip-w2-s1-lr0.05")
                        && row.<String>getAs("bn").equals("frozen")
                        && row.<String>getAs("operator").equals("hessian"))
                .toList();
        double weights =
                nodes.stream().mapToDouble(row -> row.<Double>getAs("weight")).sum();
        double mean = nodes.stream()
                .mapToDouble(row -> row.<Double>getAs("weight") * row.<Double>getAs("node"))
                .sum();

        assertThat(weights).isCloseTo(2, within(1e-12));
        assertThat(mean / 2 * value("hessian", "dimension")).isCloseTo(value("hessian", "trace"), within(1e-6));
    }

    @Test
    void metricsHaveWhatTheTableSays() {
        assertThat(Cli.rows(run(), Table.METRICS).stream()
                        .filter(row -> row.<String>getAs("variant").equals("d4-skip-w2-s1-lr0.05")
                                && row.<String>getAs("bn").equals("frozen")
                                && row.<String>getAs("metric").equals("hessian_lambda_max"))
                        .map(row -> row.<Double>getAs("value")))
                .containsExactly(value("hessian", "lambda_max"));
    }

    @Test
    void metricsLieWithinTheErrorsOfTheTable() {
        Row found = metric("hessian_lambda_max");
        Row table =
                of("d4-skip-w2-s1-lr0.05", "frozen", "hessian", "lambda_max").get(0);
        double value = table.getAs("value");
        double error = table.getAs("error");

        assertThat(found.<String>getAs("interval")).isEqualTo("residual");
        assertThat(found.<Double>getAs("low")).isEqualTo(value - error);
        assertThat(found.<Double>getAs("high")).isEqualTo(value + error);
        assertThat(metric("hessian_trace").<String>getAs("interval")).isEqualTo("probes (2 probes)");
    }

    @Test
    void thePageHasItInWords() throws IOException {
        assertThat(Files.readString(run().resolve("report.html")))
                .contains("Curvature in all directions")
                .contains("largest eigenvalue of the Hessian ")
                .contains("Intervals are of residual, probes (2 probes)");
    }

    private static Row metric(String name) {
        return Cli.rows(run(), Table.METRICS).stream()
                .filter(row -> row.<String>getAs("variant").equals("d4-skip-w2-s1-lr0.05")
                        && row.<String>getAs("bn").equals("frozen")
                        && row.<String>getAs("metric").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void otherCoresGiveTheSameBits() {
        Path again = folder.resolve("again");

        assertThat(Cli.tiny("local[1]", "train", again).exitCode).isZero();
        Cli curvature = Cli.tiny("local[1]", "curvature", again, SMALL);

        assertThat(curvature.exitCode).as(curvature.err).isZero();
        assertThat(Cli.rows(again, Table.CURVATURE)).isEqualTo(Cli.rows(run(), Table.CURVATURE));
        assertThat(Cli.rows(again, Table.SPECTRUM)).isEqualTo(Cli.rows(run(), Table.SPECTRUM));
    }

    @Test
    void whatIsThereIsNotComputedAgainAndWhatWouldChangeItIsRefused() {
        Cli same = Cli.tiny("local[1]", "curvature", run(), SMALL);
        Cli other = Cli.tiny("local[1]", "curvature", run(), "curvature.examples=60");

        assertThat(same.exitCode).as(same.err).isZero();
        assertThat(same.out).doesNotContain("parts to compute");
        assertThat(other.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err).contains("curvature stage: curvature.examples: published 70, now 60");
    }

    @Test
    void whatCannotBeComputedIsRefusedBeforeWork() {
        assertThat(Cli.tiny("local[1]", "curvature", folder.resolve("none")).err)
                .contains("curvature.examples: expected at least 1 for the command curvature, found 0");
        assertThat(Cli.tiny("local[1]", "curvature", folder.resolve("none"), "curvature.examples=301").err)
                .contains("curvature.examples: expected at most 300, the examples of the train split, found 301");
        assertThat(Cli.tiny(
                                "local[1]",
                                "curvature",
                                folder.resolve("none"),
                                "curvature.examples=10",
                                "curvature.steps=[1]")
                        .err)
                .contains("curvature.steps: expected stored steps of d4-plain-w2-s1-lr0.05");
        Cli untrained = Cli.tiny("local[1]", "curvature", folder.resolve("none"), "curvature.examples=10");
        assertThat(untrained.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(untrained.err).contains("none: expected trained networks, found none: lossatlas train comes first");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void thePlanTellsProductsAndMemory() {
        Cli plan = Cli.tiny("local[1]", "curvature", folder.resolve("none"), "curvature.examples=10", "--dry-run");

        assertThat(plan.out).contains("curvature  6 parts, at most 986 products over 10 examples");
    }
}
