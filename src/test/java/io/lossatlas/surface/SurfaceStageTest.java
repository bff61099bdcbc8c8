package io.lossatlas.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.plane.Grid;
import io.lossatlas.store.Table;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurfaceStageTest {
    private static final AxisConfig X = new AxisConfig(-0.5, 0, 7);
    private static final AxisConfig Y = new AxisConfig(0, 1, 4);
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start(2);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Test
    void everyPointOfANonSquareGridHasTheLossOfItsOwnCoordinates() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));

        assertThat(run.compute()).isZero();

        Grid grid = new Grid(X, Y);
        List<Row> surface = run.rows(Table.SURFACE);
        assertThat(surface).hasSize(28);
        for (Row row : surface) {
            int i = row.getAs("i");
            int j = row.getAs("j");
            double alpha = row.getAs("alpha");
            double beta = row.getAs("beta");
            assertThat(alpha).isEqualTo(grid.alpha(i));
            assertThat(beta).isEqualTo(grid.beta(j));
            // Each image's loss is (1 + label) |w|^2: exact up to the rounding of 30 sums in double.
            assertThat(row.<Double>getAs("loss")).isCloseTo(run.expectedLoss(alpha, beta), within(1e-9));
        }
    }

    @Test
    void lossesHaveOneRowForEachPointAndShardAndNoFileOfAWaveIsLeft() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));
        run.compute();

        Set<List<Integer>> keys = new HashSet<>();
        run.rows(Table.LOSSES).forEach(row -> keys.add(List.of(row.getAs("i"), row.getAs("j"), row.getAs("shard"))));
        assertThat(keys).hasSize(28 * BowlRun.SHARDS);
        assertThat(run.rows(Table.LOSSES)).hasSize(28 * BowlRun.SHARDS);
        assertThat(run.globbed(Table.LOSSES)).isEqualTo(28 * BowlRun.SHARDS);
        assertThat(run.run().manifest().files(Table.LOSSES)).hasSize(1);
    }

    @Test
    void theNumberOfPartitionsChangesNoBit() {
        List<Row> one = BowlRun.begin(spark, folder.resolve("one"), X, Y, List.of(BnMode.FROZEN))
                .withPartitions(1)
                .computedRows();
        List<Row> seven = BowlRun.begin(spark, folder.resolve("seven"), X, Y, List.of(BnMode.FROZEN))
                .withPartitions(7)
                .computedRows();
        List<Row> many = BowlRun.begin(spark, folder.resolve("many"), X, Y, List.of(BnMode.FROZEN))
                .withPartitions(64)
                .computedRows();

        assertThat(seven).isEqualTo(one);
        assertThat(many).isEqualTo(one);
    }

    @Test
    void recalibratedSurfacesAreRowsOfTheirOwn() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN, BnMode.RECALIBRATED));
        run.compute();

        assertThat(run.rows(Table.SURFACE)).hasSize(56);
        double frozen = run.loss("frozen", 6, 0);
        double recalibrated = run.loss("recalibrated", 6, 0);
        // 30 images of labels 0..9: the mean of (1 + label) is 5.5; 20 calibration images are added to |w|^2.
        assertThat(recalibrated - frozen).isCloseTo(5.5 * 20, within(1e-9));
    }

    @Test
    void aFinishedSurfaceIsNotComputedAgain() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));
        run.compute();
        long published = run.run().manifest().publication();

        assertThat(run.compute()).isZero();

        assertThat(run.run().manifest().publication()).isEqualTo(published);
    }

    @Test
    void aPointThatCannotBeComputedIsReportedAndTheOthersArePublished() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));

        assertThat(run.poisonedAt(3, 2).compute()).isEqualTo(1);

        assertThat(run.rows(Table.LOSSES)).hasSize(27 * BowlRun.SHARDS);
        assertThat(run.rows(Table.SURFACE)).hasSize(27);
        assertThat(run.rows(Table.FAILURES)).hasSize(BowlRun.SHARDS).allSatisfy(row -> {
            assertThat(row.<Integer>getAs("i")).isEqualTo(3);
            assertThat(row.<Integer>getAs("j")).isEqualTo(2);
            assertThat(row.<String>getAs("cause")).contains("poisoned at");
        });
    }

    @Test
    void aPointThatFailedIsComputedByTheNextRun() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));
        List<Row> clean = BowlRun.begin(spark, folder.resolve("clean"), X, Y, List.of(BnMode.FROZEN))
                .computedRows();
        run.poisonedAt(3, 2).compute();

        assertThat(run.compute()).isZero();

        assertThat(run.rows(Table.FAILURES)).isEmpty();
        assertThat(run.sorted(Table.LOSSES)).isEqualTo(clean);
    }

    @Test
    void aMapOfSecondDerivativesIsOneFileAndTellsOfPointsThatFail() {
        BowlRun run =
                BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN), SurfaceCurvature.EXTREMES);

        assertThat(run.poisonedAt(3, 2).compute()).isEqualTo(2);

        assertThat(run.rows(Table.CURVATURE)).hasSize(2 * 27).allSatisfy(row -> {
            // The mean of 2 (1 + label), times the unit matrix: both ends are 11, up to the float of a vector.
            assertThat(row.<Double>getAs("value")).isCloseTo(11, within(1e-5));
        });
        assertThat(run.rows(Table.FAILURES))
                .extracting(row -> row.<String>getAs("operator"))
                .containsExactlyInAnyOrder(null, null, null, "hessian");

        assertThat(run.reopened().withPartitions(7).compute()).isZero();

        BowlRun again = run.reopened();
        assertThat(again.rows(Table.FAILURES)).isEmpty();
        assertThat(again.rows(Table.CURVATURE)).hasSize(2 * 28);
        assertThat(again.run().manifest().files(Table.CURVATURE)).hasSize(1);
        assertThat(again.globbed(Table.CURVATURE)).isEqualTo(2 * 28);
        BowlRun clean = BowlRun.begin(
                        spark, folder.resolve("clean"), X, Y, List.of(BnMode.FROZEN), SurfaceCurvature.EXTREMES)
                .withPartitions(1);
        clean.compute();
        assertThat(again.sorted(Table.CURVATURE)).isEqualTo(clean.sorted(Table.CURVATURE));
    }

    @Test
    void aDamagedFileIsFoundAndItsPointsAreComputedAgain() throws Exception {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));
        run.compute();
        List<Row> clean = run.sorted(Table.LOSSES);
        run.flipOneBitOf(Table.LOSSES);

        assertThat(run.run().dropDamaged()).hasSize(1);
        run.compute();

        assertThat(run.sorted(Table.LOSSES)).isEqualTo(clean);
        assertThat(run.globbed(Table.SURFACE)).isEqualTo(28);
    }

    @Test
    @Tag("fault")
    void exhaustedMemoryFailsTheJobWithAMessageAndKeepsTheProcess() {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));
        FaultyEngine engine = new FaultyEngine(
                new BowlEngine(BowlRun.layout(), Float.NaN),
                run.firstParameterAt(3, 2),
                FaultyEngine.Fault.EXHAUST,
                folder.toString());

        assertThatThrownBy(() -> run.compute(engine))
                .hasMessageContaining("OutOfMemoryError in a task: Java heap space");

        assertThat(run.compute()).isZero();
        assertThat(run.rows(Table.SURFACE)).hasSize(28);
    }

    @Test
    @Tag("fault")
    void directionsThatAreLostAreDrawnAgainThoughNoPointIsMissing() throws Exception {
        BowlRun run = BowlRun.begin(spark, folder.resolve("run"), X, Y, List.of(BnMode.FROZEN));
        run.compute();
        List<Row> drawn = run.sorted(Table.DIRECTIONS);
        run.flipOneBitOf(Table.DIRECTIONS);

        assertThat(run.run().dropDamaged()).hasSize(1);
        run.compute();

        assertThat(run.sorted(Table.DIRECTIONS)).isEqualTo(drawn);
    }
}
