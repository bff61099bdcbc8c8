package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planes through several networks and steps, from the configuration to the tables. */
class PlanesTest {
    private static final String NETWORK = "d4-plain-w2-s1-lr0.05";
    private static final String TRAINING = "train.checkpoint-every=1";
    private static final String PLANES = "surface.planes=[{type=trajectory,x.points=3,y.points=4},"
            + "{type=random,seeds=[1],steps=[0,last]},"
            + "{type=triangle,through=[\"@0\",\"@1\"],variants=[\"" + NETWORK + "\"],x.points=2,y.points=3}]";

    @TempDir
    private static Path finished;

    @TempDir
    private Path folder;

    private static Path run() {
        return finished.resolve("run");
    }

    @BeforeAll
    static void runOnce() {
        Cli made = Cli.tiny("local[2]", "run", run(), TRAINING, PLANES);
        assertThat(made.exitCode).as(made.err).isZero();
    }

    private static List<Row> of(Table table, String plane, String bn) {
        return Cli.rows(run(), table).stream()
                .filter(row -> row.<String>getAs("plane").equals(plane)
                        && row.<String>getAs("variant").equals(NETWORK)
                        && row.<String>getAs("bn").equals(bn))
                .toList();
    }

    @Test
    void theStepsOfATrainingLieInItsPlane() {
        List<Row> path = of(Table.PATHS, "trajectory", "frozen");

        assertThat(path).extracting(row -> row.<Integer>getAs("step")).containsExactly(0, 1, 2);
        assertThat(path)
                .allSatisfy(row -> assertThat(row.<Double>getAs("residual")).isLessThan(1e-5));
        assertThat(path.get(2).<Double>getAs("alpha")).isZero();
        assertThat(path.get(2).<Double>getAs("distance")).isZero();
        assertThat(path.get(0).<Double>getAs("distance")).isPositive();
    }

    @Test
    void pathsHavePicturesAndExports() {
        assertThat(run().resolve("pictures/%s-trajectory-train-frozen-path.png".formatted(NETWORK)))
                .isNotEmptyFile();
        assertThat(run().resolve("pictures/%s-triangle-step0-step1-train-frozen.svg".formatted(NETWORK)))
                .content()
                .contains("plane through 3 networks", "step 1");
        assertThat(run().resolve("pictures/%s-trajectory-train-recalibrated.svg".formatted(NETWORK)))
                .content()
                .contains("of its variance outside the plane", "class=\"path\"");
        Cli export = Cli.of("export", "-o", run().toString(), "--format", "vtp");
        assertThat(export.out).contains("export/%s-trajectory-train-frozen-path.vtp".formatted(NETWORK));
    }

    /** Where the network itself is a point of the grid, both are computed from the same weights. */
    @Test
    void theLossOfTheCentreIsThatOfTheSurfaceToTheLastBit() {
        for (String plane : List.of("trajectory", "triangle-step0-step1")) {
            for (String bn : List.of("frozen", "recalibrated")) {
                Row own = of(Table.PATHS, plane, bn).stream()
                        .filter(row -> row.<Double>getAs("distance") == 0)
                        .findFirst()
                        .orElseThrow();
                assertThat(of(Table.SURFACE, plane, bn).stream()
                                .filter(row -> row.<Double>getAs("alpha") == 0 && row.<Double>getAs("beta") == 0))
                        .allSatisfy(row -> {
                            assertThat(row.<Double>getAs("loss")).isEqualTo(own.<Double>getAs("loss"));
                            assertThat(row.<Double>getAs("loss_se")).isEqualTo(own.<Double>getAs("loss_se"));
                            assertThat(row.<Double>getAs("accuracy")).isEqualTo(own.<Double>getAs("accuracy"));
                        });
            }
        }
        assertThat(of(Table.SURFACE, "trajectory", "frozen").stream()
                        .filter(row -> row.<Double>getAs("alpha") == 0 && row.<Double>getAs("beta") == 0))
                .hasSize(1);
    }

    @Test
    void rangesThatWereChosenAreInTheManifest() throws IOException {
        assertThat(Cli.manifest(run()).at("/planes/trajectory/x/min").isNull()).isTrue();
        assertThat(Cli.manifest(run())
                        .path("grids")
                        .path("trajectory/" + NETWORK + "/2")
                        .at("/x/points")
                        .asInt())
                .isEqualTo(3);
        assertThat(of(Table.SURFACE, "trajectory", "frozen")).hasSize(12);
        assertThat(of(Table.SURFACE, "triangle-step0-step1", "frozen")).hasSize(6);
    }

    @Test
    void aPlaneIsLaidThroughSeveralSteps() {
        assertThat(of(Table.SURFACE, "random-s1", "frozen"))
                .hasSize(12)
                .extracting(row -> row.<Integer>getAs("step"))
                .containsOnly(0, 2);
        List<Row> directions = Cli.rows(run(), Table.DIRECTIONS);
        assertThat(directions.stream()
                        .filter(row -> row.<String>getAs("plane").equals("random-s1"))
                        .map(row -> row.<Integer>getAs("step"))
                        .distinct())
                .containsExactly(0, 2);
    }

    @Test
    void anotherStepExtendsARunAndAnotherRangeIsRefused() {
        Path larger = folder.resolve("run");
        assertThat(Cli.tiny("local[1]", "run", larger, TRAINING, "surface.planes=[{type=random,seeds=[1]}]").exitCode)
                .isZero();

        Cli extended = Cli.tiny("local[1]", "surface", larger, TRAINING, PLANES);
        Cli refused = Cli.tiny(
                "local[1]",
                "surface",
                larger,
                TRAINING,
                "surface.planes=[{type=trajectory,x={min=-1,max=1,points=3},y={min=-1,max=1,points=4}}]");

        assertThat(extended.exitCode).as(extended.err).isZero();
        assertThat(Cli.rows(larger, Table.SURFACE)).isEqualTo(Cli.rows(run(), Table.SURFACE));
        assertThat(Cli.rows(larger, Table.PATHS)).isEqualTo(Cli.rows(run(), Table.PATHS));
        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("surface.planes, trajectory: x.min: published chosen, now -1.0");
    }
}
