package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planes along eigenvectors, ranges that follow the loss and maps of curvature, from the configuration to the tables. */
class HessianPlanesTest {
    private static final String NETWORK = "d4-skip-w2-s1-lr0.05";
    private static final String ITERATIONS = "surface.curvature-iterations=12";
    private static final String MAP = "surface.curvature=extremes";
    private static final String[] SETTINGS = {
        "curvature.examples=70",
        "curvature.probes=0",
        "curvature.operators=[hessian]",
        "surface.examples=70",
        "surface.planes=[{type=hessian,axes=extremes,x={min=-1,max=1,points=3},y={min=-1,max=1,points=3}},"
                + "{type=random,seeds=[1],auto-rise=0.5,x.points=5,y.points=1}]"
    };

    @TempDir
    private static Path finished;

    @TempDir
    private Path folder;

    private static Path run() {
        return finished.resolve("run");
    }

    private static String[] with(String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(SETTINGS));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    @BeforeAll
    static void runOnce() {
        Cli made = Cli.tiny("local[2]", "run", run(), with(MAP, ITERATIONS));
        assertThat(made.exitCode).as(made.err).isZero();
    }

    private static List<Row> of(Table table, String plane, String bn) {
        return Cli.rows(run(), table).stream()
                .filter(row -> plane.equals(row.<String>getAs("plane"))
                        && row.<String>getAs("variant").equals(NETWORK)
                        && row.<String>getAs("bn").equals(bn))
                .toList();
    }

    private static Row end(List<Row> rows, String quantity) {
        return rows.stream()
                .filter(row -> row.<String>getAs("quantity").equals(quantity))
                .findFirst()
                .orElseThrow();
    }

    /** Two eigenvectors of a symmetric matrix are orthogonal; both axes have the length of the weights. */
    @Test
    void axesAreOrthogonalAndAsLongAsTheWeights() throws IOException {
        String scope = "/surfaces/hessian-extremes~1" + NETWORK + "~12~1train~1frozen";

        assertThat(Cli.manifest(run()).at(scope + "/cosine").asDouble()).isCloseTo(0, within(1e-3));
        double length = Math.sqrt(Cli.rows(run(), Table.WEIGHTS).stream()
                .filter(row -> row.<String>getAs("variant").equals(NETWORK) && row.<Integer>getAs("step") == 2)
                .filter(row -> List.of("conv", "dense").contains(row.<String>getAs("kind")))
                .flatMap(row -> row.<Float>getList(row.fieldIndex("values")).stream())
                .mapToDouble(value -> (double) value * value)
                .sum());
        for (String axis : List.of("x", "y")) {
            assertThat(Cli.manifest(run()).at(scope + "/" + axis + "_norm").asDouble())
                    .isCloseTo(length, within(1e-5 * length));
        }
    }

    /** The same matrix by two ways: over Spark, the sums of several tasks, and in one task, at the point of the centre. */
    @Test
    void theMapAtTheCentreIsTheNetworksOwnCurvature() {
        List<Row> map = of(Table.CURVATURE, "hessian-extremes", "frozen").stream()
                .filter(row -> row.<Integer>getAs("i") == 1 && row.<Integer>getAs("j") == 1)
                .toList();
        List<Row> own = Cli.rows(run(), Table.CURVATURE).stream()
                .filter(row -> row.getAs("plane") == null
                        && row.<String>getAs("variant").equals(NETWORK))
                .toList();

        assertThat(map).hasSize(2);
        for (String quantity : List.of("lambda_max", "lambda_min")) {
            double here = end(map, quantity).<Double>getAs("value");
            double bound = end(map, quantity).<Double>getAs("error")
                    + end(own, quantity).<Double>getAs("error");
            // Rounding of products in float comes on top of the bounds.
            double rounding = 1e-5 * Math.abs(end(own, "lambda_max").<Double>getAs("value"));
            assertThat(end(own, quantity).<Double>getAs("value")).isCloseTo(here, within(bound + rounding));
        }
    }

    @Test
    void everyPointOfEveryGridHasBothEndsAndMapsHaveMetrics() {
        assertThat(of(Table.CURVATURE, "hessian-extremes", "frozen")).hasSize(18);
        assertThat(of(Table.CURVATURE, "hessian-extremes", "recalibrated")).hasSize(18);
        assertThat(of(Table.CURVATURE, "random-s1", "frozen")).hasSize(10).allSatisfy(row -> {
            assertThat(row.<Long>getAs("examples")).isEqualTo(70);
            assertThat(row.<Integer>getAs("iterations")).isEqualTo(12);
        });
        assertThat(of(Table.METRICS, "hessian-extremes", "frozen"))
                .extracting(row -> row.<String>getAs("metric"))
                .contains("negative_curvature_share", "convex_fraction");
    }

    /** The range ends where the loss has risen by a half, or within an eighth of an octave and a rounded spacing of it. */
    @Test
    void theLossHasRisenAtTheEndsOfTheRange() {
        List<Row> line = of(Table.SURFACE, "random-s1", "frozen");
        double centre = line.stream()
                .filter(row -> row.<Double>getAs("alpha") == 0)
                .findFirst()
                .orElseThrow()
                .<Double>getAs("loss");

        assertThat(line).hasSize(5);
        assertThat(line.get(0).<Double>getAs("loss")).isGreaterThan(centre + 0.5);
        assertThat(line.get(4).<Double>getAs("loss")).isGreaterThan(centre + 0.5);
    }

    /** Surfaces first, the maps in another process with other cores: the same bits. What decides the maps is recorded. */
    @Test
    void mapsExtendARunToTheSameBits() throws IOException {
        Path larger = folder.resolve("run");
        assertThat(Cli.tiny("local[1]", "run", larger, SETTINGS).exitCode).isZero();

        Cli extended = Cli.tiny("local[1]", "run", larger, with(MAP, ITERATIONS, "spark.partitions=7"));
        Cli refused = Cli.tiny("local[1]", "run", larger, with(MAP, "surface.curvature-iterations=13"));

        assertThat(extended.exitCode).as(extended.err).isZero();
        for (Table table : List.of(Table.CURVATURE, Table.SURFACE, Table.DIRECTIONS, Table.METRICS)) {
            assertThat(Cli.rows(larger, table)).as(table.folder()).isEqualTo(Cli.rows(run(), table));
        }
        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("surface.curvature-iterations: published 12, now 13");
        assertThat(Files.exists(larger.resolve("products"))
                        && larger.resolve("products").toFile().list().length > 0)
                .isFalse();
    }

    @Test
    void anEngineWithoutSecondDerivativesIsRefusedBeforeWork() {
        Cli plane = Cli.tiny("local[1]", "run", folder.resolve("run"), with("surface.engine=dl4j"));
        Cli map = Cli.tiny("local[1]", "run", folder.resolve("run"), "surface.engine=dl4j", MAP);

        assertThat(plane.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(plane.err).contains("surface.planes: expected no plane hessian-extremes with surface.engine = dl4j");
        assertThat(map.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(map.err).contains("surface.curvature: expected none with surface.engine = dl4j");
    }

    @Test
    void anIterationThatDoesNotFitIsRefused() {
        Cli axes = Cli.tiny("local[1]", "run", folder.resolve("run"), with("curvature.iterations=2000000000"));
        Cli map = Cli.tiny(
                "local[1]", "run", folder.resolve("run"), with(MAP, "surface.curvature-iterations=2000000000"));

        assertThat(axes.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(axes.err).contains("curvature.iterations: expected at most");
        assertThat(map.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(map.err).contains("surface.curvature-iterations: expected at most");
    }

    @Test
    void thePlanTellsWhatDerivativesTake() {
        Cli plan = Cli.tiny("local[1]", "run", folder.resolve("run"), with(MAP, "--dry-run"));

        assertThat(plan.exitCode).as(plan.err).isZero();
        assertThat(plan.out).contains("derivatives").contains("of one core as timed here");
    }
}
