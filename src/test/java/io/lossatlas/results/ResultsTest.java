package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.surface.Plateau;
import io.lossatlas.store.VariantRecord;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final int POINTS = 15;

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

    private ResultsRun begin() {
        return ResultsRun.begin(spark, folder.resolve("run"));
    }

    /** Near ln 10 = 2.303 at alpha = 1, whatever beta: 3 of 14 finite points; a hole in the first corner. */
    private static double ramp(double alpha, double beta) {
        return alpha == -1 && beta == -2 ? Double.NaN : alpha == 1 ? 2.25 : 1 + alpha * alpha + beta * beta;
    }

    @Test
    void numbersAreTheSameBeforeAndAfterTheyArePublishedAsMetrics() {
        ResultsRun run = begin().trained(VariantRecord.DONE).surface(POINTS, ResultsTest::ramp);
        Results before = run.results();
        SurfaceSummary summary = new SurfaceSummary(
                ResultsRun.KEY, "random", ResultsRun.NETWORK, POINTS, 0, 1, 1, 1, 6, 3.0 / 14, GuessingLoss.TEN);
        TrainingOutcome outcome =
                new TrainingOutcome(ResultsRun.NETWORK, "done", 2, 7, 1, 0.75, 2, 0.75, 1000, GuessingLoss.TEN);
        assertThat(before.summaries()).containsExactly(summary);
        assertThat(before.outcomes()).containsExactly(outcome);
        assertThat(before.metrics()).isEmpty();

        Results after = run.analyze().results();
        assertThat(after.summaries()).containsExactly(summary);
        assertThat(after.outcomes()).containsExactly(outcome);
        assertThat(after.metric(ResultsRun.KEY, Plateau.PLATEAU_FRACTION))
                .hasValueSatisfying(value -> assertThat(value.value()).isEqualTo(3.0 / 14));
    }

    @Test
    void aCentreThatIsNotFiniteIsAHoleAndNoNumber() {
        ResultsRun run = begin().surface(POINTS, (a, b) -> a == 0 && b == 0 ? Double.POSITIVE_INFINITY : 1 + a * a);
        for (Results results : List.of(run.results(), run.analyze().results())) {
            SurfaceSummary summary = results.summaries().get(0);
            assertThat(summary.centre()).isNaN();
            assertThat(summary.nonFinite()).isEqualTo(1);
            assertThat(summary.finite()).isEqualTo(POINTS - 1);
            assertThat(summary.lowest()).isEqualTo(1);
        }
        assertThat(run.results().outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo("not trained here");
            assertThat(outcome.testExamples()).isZero();
        });
    }

    @Test
    void anUnfinishedSurfaceIsSummedUpAsFarAsItIs() {
        Results results =
                begin().surface(POINTS - 3, ResultsTest::ramp).analyze().results();
        SurfaceSummary summary = results.summaries().get(0);
        assertThat(summary.missing()).isEqualTo(3);
        assertThat(summary.published()).isEqualTo(12);
        assertThat(summary.plateau()).isZero();
        assertThat(summary.highest()).isEqualTo(6);
    }

    /** Losses are mean -+ 0.5, so the standard error is sqrt(4 * 0.25 / (4 * 3)). */
    @Test
    void aSurfaceHasTheValuesOfItsTable() {
        ResultsRun run = begin().surface(POINTS - 1, ResultsTest::ramp);
        Surface surface = run.results().surface(ResultsRun.KEY, Sampling.whole(run.grid()));
        assertThat(surface.alphas()).containsExactly(-1, -0.5, 0, 0.5, 1);
        assertThat(surface.betas()).containsExactly(-2, 0, 2);
        assertThat(surface.loss(1, 2)).isEqualTo(5.25);
        assertThat(surface.loss(0, 0)).isNaN();
        assertThat(surface.lossSe()[4]).isCloseTo(Math.sqrt(1.0 / 12), within(1e-15));
        assertThat(surface.accuracy()[4]).isEqualTo(0.75);
        assertThat(surface.nonFinite()[0]).isEqualTo(4);
        assertThat(surface.examples()[POINTS - 2]).isEqualTo(4);
        assertThat(surface.examples()[POINTS - 1]).as("not published").isZero();
        assertThat(surface.holes()).isEqualTo(2);
        assertThat(surface.centre()).isEqualTo(1);
        assertThat(surface.minimum()).isEqualTo(new Surface.Point(0, 0, 1));
    }

    @Test
    void aSampledSurfaceHasThePointsThatAreTaken() {
        ResultsRun run = begin().surface(POINTS, ResultsTest::ramp);
        Surface surface = run.results().surface(ResultsRun.KEY, Sampling.across(run.grid(), 3));
        assertThat(surface.alphas()).containsExactly(-1, 0, 1);
        assertThat(surface.betas()).containsExactly(-2, 0, 2);
        assertThat(surface.loss()).containsExactly(Double.NaN, 2, 6, 5, 1, 5, 2.25, 2.25, 2.25);
    }

    @Test
    void curvesAndFailuresAreThoseOfTheirTables() {
        Results results = begin().trained(VariantRecord.TRAINING).failed().results();
        TrainingCurve test = results.curves().get(0);
        assertThat(test.network()).isEqualTo(ResultsRun.NETWORK);
        assertThat(test.split()).isEqualTo("test");
        assertThat(test.loss()).containsExactly(4, 3, 2);
        assertThat(results.outcomes().get(0).trainLoss())
                .as("still in training")
                .isEqualTo(1);
        assertThat(results.failures())
                .isEqualTo(
                        new FailedPoints(2, List.of(new FailedPoints.Cause(ResultsRun.KEY, false, 2, 3, "no memory"))));
    }
}
