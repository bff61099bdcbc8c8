package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.plane.SurfaceKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightPathTest {
    private static final SurfaceKey KEY = ResultsRun.pathKey("trajectory");

    @TempDir
    private Path folder;

    private static WeightPath.Point point(String network, int step, double residual, double distance) {
        return new WeightPath.Point(network, step, 0, 0, residual, distance, 64, 1, 0.1, 0.5);
    }

    /** Of squared distances 4 and 16 the shares 1/4 and 1/16 lie outside: 2 of 20. */
    @Test
    void theShareOutsideWeighsStepsByTheirSquaredDistance() {
        WeightPath path = new WeightPath(
                KEY,
                "trajectory",
                List.of(
                        point(KEY.variant(), 0, 0.25, 4),
                        point(KEY.variant(), 1, 0.5, 2),
                        point(KEY.variant(), 2, 0, 0)));
        assertThat(path.outside()).isCloseTo(2.0 / 20, within(1e-15));
        assertThat(path.largestResidual()).isEqualTo(0.5);
        assertThat(path.centre().step()).isEqualTo(2);
    }

    @Test
    void aPathThatNeverLeavesTheCentreHasNoShare() {
        WeightPath path = new WeightPath(KEY, "trajectory", List.of(point(KEY.variant(), 2, 0, 0)));
        assertThat(path.outside()).isNaN();
    }

    @Test
    void weightsAreCalledByTheirStepAndByTheirNetworkWhereItIsAnother() {
        WeightPath.Point own = point(KEY.variant(), 0, 0, 1);
        WeightPath.Point other = point("other", 40, 0, 1);
        WeightPath path = new WeightPath(KEY, "triangle", List.of(other, own));
        assertThat(path.name(own)).isEqualTo("step 0");
        assertThat(path.name(other)).isEqualTo("other, step 40");
        assertThat(new WeightPath(KEY, "triangle", List.of(other, own), Set.of("other")).name(other))
                .isEqualTo("file other");
        assertThat(path.isTriangle()).isTrue();
        assertThat(path.isTraining()).isFalse();
    }

    @Test
    void aPathHasTheValuesOfItsTableStepAfterStep() {
        try (SparkSession spark = LocalSpark.start(2)) {
            Results results = ResultsRun.begin(spark, folder.resolve("run"))
                    .path("trajectory", "trajectory")
                    .path("a-line", "line")
                    .results();
            assertThat(results.paths()).extracting(path -> path.key().plane()).containsExactly("a-line", "trajectory");
            assertThat(results.path(ResultsRun.KEY)).isEmpty();
            WeightPath path = results.path(KEY).orElseThrow();
            assertThat(path.isTraining()).isTrue();
            assertThat(path.points()).extracting(WeightPath.Point::step).containsExactly(0, 1, 2);
            assertThat(path.points().get(0))
                    .isEqualTo(new WeightPath.Point(KEY.variant(), 0, -1, 4, 0.8, 5, 64, 8, 0.125, 0.5));
            assertThat(path.points().get(1).accuracy()).isNaN();
        }
    }
}
