package io.lossatlas.analysis;

import static io.lossatlas.analysis.AnalysisRun.OTHER_SEED;
import static io.lossatlas.analysis.AnalysisRun.PLAIN;
import static io.lossatlas.analysis.AnalysisRun.STEP;
import static io.lossatlas.analysis.AnalysisRun.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.analysis.network.DirectionGram;
import io.lossatlas.analysis.surface.Centre;
import io.lossatlas.analysis.surface.CentreCurvature;
import io.lossatlas.analysis.surface.PointCounts;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisStageTest {
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

    private static double bowl(double a, double b) {
        return 2 + a * a + b * b;
    }

    private static double slope(double a, double b) {
        return 9 + a + 2 * b;
    }

    private AnalysisRun begin() {
        return AnalysisRun.begin(spark, folder.resolve("run"));
    }

    /** Shards are 0, 1 and 2 higher: the centre is 3, its jackknife error 1 / sqrt 3, t with 2 degrees 4.302653. */
    @Test
    void metricsOfASurfaceAreThoseOfItsLosses() {
        AnalysisRun run =
                begin().surface("random-s1", PLAIN, AnalysisStageTest::bowl).analyze();

        Row centre = run.metric("random-s1", PLAIN, Centre.CENTRE_LOSS);
        assertThat(centre.<Double>getAs("value")).isEqualTo(3);
        assertThat(centre.<Double>getAs("low")).isCloseTo(3 - 4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(centre.<String>getAs("interval")).isEqualTo("sampling (3 shards)");
        assertThat(centre.<Long>getAs("n")).isEqualTo(3);
        assertThat(run.metric("random-s1", PLAIN, CentreCurvature.CENTRE_LAMBDA_MAX)
                        .<Double>getAs("value"))
                .isCloseTo(2, within(1e-12));
        assertThat(run.metric("random-s1", PLAIN, PointCounts.POINTS).<Double>getAs("value"))
                .isEqualTo(35);
    }

    @Test
    void theGramMatrixOfTheDirections() {
        AnalysisRun run = begin().directions("random-s1", PLAIN).analyze();

        assertThat(run.metric("random-s1", PLAIN, DirectionGram.GRAM_XX))
                .isEqualTo(RowFactory.create(
                        "random-s1", PLAIN, STEP, "none", "none", "gram_xx", 25.0, Double.NaN, Double.NaN, "none", 3L));
        assertThat(run.metric("random-s1", PLAIN, DirectionGram.GRAM_XY).<Double>getAs("value"))
                .isZero();
        assertThat(run.metric("random-s1", PLAIN, DirectionGram.DIRECTION_NORM_Y)
                        .<Double>getAs("value"))
                .isEqualTo(5);
    }

    @Test
    void theSameBitsHoweverTheRowsLie() {
        DoubleBinaryOperator rough = (a, b) -> 3 + Math.sin(7 * a + b) + 1 / (3 + a + b / 7);
        AnalysisRun one = AnalysisRun.begin(spark, folder.resolve("one"))
                .surface("random-s1", PLAIN, rough, 1)
                .surface("random-s2", PLAIN, AnalysisStageTest::slope, 1)
                .analyze();
        AnalysisRun many = AnalysisRun.begin(spark, folder.resolve("many"))
                .surface("random-s2", PLAIN, AnalysisStageTest::slope, 5)
                .surface("random-s1", PLAIN, rough, 7)
                .analyze();

        assertThat(one.metrics()).hasSizeGreaterThan(80).isEqualTo(many.metrics());
    }

    @Test
    void whatHasNotChangedIsNotMadeAgain() {
        AnalysisRun run = begin().surface("random-s1", PLAIN, AnalysisStageTest::bowl)
                .surface("random-s2", PLAIN, AnalysisStageTest::bowl);
        assertThat(run.analyze().published())
                .containsExactlyInAnyOrder(scope("random-s1", PLAIN), scope("random-s2", PLAIN));
        List<FileRecord> before = run.run().manifest().files(Table.METRICS);

        assertThat(run.stage().compute()).isZero();
        assertThat(run.run().manifest().files(Table.METRICS)).isEqualTo(before);

        run.surface("random-s2", PLAIN, AnalysisStageTest::slope);
        assertThat(run.analyze().published()).containsExactly(scope("random-s2", PLAIN));
        assertThat(run.metric("random-s2", PLAIN, Centre.CENTRE_LOSS).<Double>getAs("value"))
                .isEqualTo(10);
        assertThat(run.metric("all", PLAIN, Centre.CENTRE_LOSS).<Double>getAs("high"))
                .isEqualTo(10);
    }

    @Test
    void whatWasDamagedIsMadeAgain() throws IOException {
        AnalysisRun run = begin().surface("random-s1", PLAIN, AnalysisStageTest::bowl)
                .surface("random-s2", PLAIN, AnalysisStageTest::slope)
                .analyze();
        List<Row> before = run.metrics();
        run.published();
        FileRecord file = run.run()
                .manifest()
                .files(Table.METRICS, scope("random-s1", PLAIN))
                .get(0);
        Files.write(folder.resolve("run").resolve(file.path()), new byte[] {1, 2, 3});

        assertThat(run.run().dropDamaged()).containsExactly(file);
        assertThat(run.analyze().published()).containsExactly(scope("random-s1", PLAIN));
        assertThat(run.metrics()).isEqualTo(before);
    }

    @Test
    void planesAndNetworksArePooledApart() {
        AnalysisRun run = begin().surface("random-s1", PLAIN, AnalysisStageTest::bowl)
                .surface("random-s2", PLAIN, AnalysisStageTest::slope)
                .surface("random-s1", OTHER_SEED, AnalysisStageTest::slope)
                .analyze();

        // Centres of 3 and 10 in two planes, 10 in the one of the other network.
        assertThat(run.metric("all", PLAIN, Centre.CENTRE_LOSS))
                .isEqualTo(RowFactory.create(
                        "all",
                        PLAIN,
                        STEP,
                        "train",
                        "frozen",
                        "centre_loss",
                        6.5,
                        3.0,
                        10.0,
                        "plane (range of 2)",
                        2L));
        assertThat(run.metric("all", "d4-plain-w1-lr0.05", Centre.CENTRE_LOSS))
                .isEqualTo(RowFactory.create(
                        "all",
                        "d4-plain-w1-lr0.05",
                        STEP,
                        "train",
                        "frozen",
                        "centre_loss",
                        8.25,
                        6.5,
                        10.0,
                        "network (range of 2)",
                        2L));
    }

    @Test
    void aSurfaceThatIsNotFinishedHasNoMetricsYet() {
        AnalysisRun run = begin().unfinished("random-s1", PLAIN).surface("random-s2", PLAIN, AnalysisStageTest::bowl);

        assertThat(run.analyze().published()).containsExactly(scope("random-s2", PLAIN));
        assertThat(run.stage().unfinished()).hasSize(3);
        StageRecord record = run.run().manifest().stage(Stage.ANALYZE).orElseThrow();
        assertThat(record.done()).isEqualTo(1);
        assertThat(record.total()).isEqualTo(4);

        run.surface("random-s1", PLAIN, AnalysisStageTest::bowl);
        assertThat(run.analyze().published()).containsExactly(scope("random-s1", PLAIN));
    }

    @Test
    void metricsOfASurfaceThatIsGoneGoToo() {
        AnalysisRun run = begin().surface("random-s1", PLAIN, AnalysisStageTest::bowl)
                .surface("random-s2", PLAIN, AnalysisStageTest::bowl)
                .analyze();

        run.dropSurface("random-s1", PLAIN);
        run.analyze();

        assertThat(run.metrics()).extracting(row -> row.getString(0)).containsOnly("random-s2");
    }

    @Test
    void holesAreCounted() {
        AnalysisRun run = begin().surface(
                        "random-s1", PLAIN, (a, b) -> a == 1 && b > 1 ? Double.NaN : 1 + a * a + b * b)
                .analyze();

        assertThat(run.metric("random-s1", PLAIN, PointCounts.NON_FINITE_POINTS).<Double>getAs("value"))
                .isEqualTo(2);
        assertThat(run.metrics()).allMatch(row -> Double.isFinite(row.<Double>getAs("value")));
    }

    @Test
    void aRunWithoutSurfacesHasNoMetrics() {
        AnalysisRun run = begin().analyze();

        assertThat(run.metrics()).isEmpty();
        assertThat(run.stage().compute()).isZero();
    }

    @Test
    void startingOverForgetsTheMetrics() {
        AnalysisRun run =
                begin().surface("random-s1", PLAIN, AnalysisStageTest::bowl).analyze();

        run.run().startOver(Stage.ANALYZE);

        assertThat(run.run().manifest().files(Table.METRICS)).isEmpty();
        assertThat(run.run().manifest().analyses()).isEmpty();
        assertThat(run.stage().compute()).isEqualTo(1);
    }
}
