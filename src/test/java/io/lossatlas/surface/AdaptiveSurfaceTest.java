package io.lossatlas.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.LocalSpark;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.store.SurfaceRecord;
import io.lossatlas.store.Table;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptiveSurfaceTest {
    private static final double TOLERANCE = 0.001;
    private static final AxisConfig X = new AxisConfig(-3, 1, 61);
    private static final AxisConfig Y = new AxisConfig(0, 1, 45);
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
    void whatIsComputedIsWhatTheWholeSurfaceHasToTheLastBit() {
        BowlRun whole = BowlRun.begin(spark, folder.resolve("whole"), X, Y, List.of(BnMode.FROZEN));
        BowlRun adaptive = adaptive("adaptive");

        List<Row> all = whole.computedRows();
        List<Row> some = adaptive.computedRows();

        assertThat(some.size()).isLessThan(all.size() / 2);
        Set<Row> known = new HashSet<>(all);
        assertThat(some).allMatch(known::contains);
        SurfaceRecord record = record(adaptive);
        assertThat(record.points()).isEqualTo(61 * 45);
        assertThat(record.adaptive()).isEqualTo(new SurfaceRecord.Adaptive(TOLERANCE, some.size() / BowlRun.SHARDS));
        assertThat(adaptive.rows(Table.SURFACE)).hasSize(some.size() / BowlRun.SHARDS);
    }

    @Test
    void neitherPartitionsNorWhatIsThereAlreadyChangeABit() {
        List<Row> one = adaptive("one").withPartitions(1).computedRows();
        assertThat(adaptive("many").withPartitions(13).computedRows()).isEqualTo(one);

        BowlRun stopped = adaptive("stopped");
        stopped.compute();
        // As a process that was killed in its second level leaves it: a part of the points, and nothing decided.
        stopped.keepOnly(Table.LOSSES, span -> span.pointTo() < 61 * 45 / 2);
        stopped.forgetSurfaces();
        BowlRun again = stopped.reopened().withPartitions(5);
        assertThat(again.compute()).isZero();
        assertThat(again.sorted(Table.LOSSES)).isEqualTo(one);
        assertThat(again.rows(Table.SURFACE)).hasSize(one.size() / BowlRun.SHARDS);
    }

    @Test
    void aSettledSurfaceIsNotComputedAgain() {
        BowlRun run = adaptive("run");
        run.compute();
        long published = run.run().manifest().publication();

        assertThat(run.compute()).isZero();
        assertThat(run.reopened().compute()).isZero();

        assertThat(run.run().manifest().publication()).isEqualTo(published);
    }

    @Test
    void aDamagedFileIsFoundAndItsPointsAreComputedAgain() throws Exception {
        BowlRun run = adaptive("run");
        List<Row> clean = run.computedRows();
        run.flipOneBitOf(Table.LOSSES);

        assertThat(run.run().dropDamaged()).hasSize(1);
        run.compute();

        assertThat(run.sorted(Table.LOSSES)).isEqualTo(clean);
    }

    /** It is a hole to who decides, and computed by the next run. */
    @Test
    void aPointThatCannotBeComputedIsReportedAndTheOthersAreRefined() {
        BowlRun clean = adaptive("clean");
        clean.compute();
        BowlRun run = adaptive("run");

        assertThat(run.poisonedAt(30, 22).compute()).isEqualTo(1);

        assertThat(run.rows(Table.FAILURES)).hasSize(BowlRun.SHARDS).allSatisfy(row -> {
            assertThat(row.<Integer>getAs("i")).isEqualTo(30);
            assertThat(row.<Integer>getAs("j")).isEqualTo(22);
        });
        long wanted = record(run).adaptive().wanted();
        assertThat(run.rows(Table.SURFACE)).hasSize((int) wanted - 1);
        assertThat(run.compute()).isZero();
        assertThat(run.rows(Table.FAILURES)).isEmpty();
        assertThat(run.loss("frozen", 30, 22)).isEqualTo(clean.loss("frozen", 30, 22));
    }

    private BowlRun adaptive(String name) {
        return BowlRun.adaptive(spark, folder.resolve(name), X, Y, TOLERANCE);
    }

    private static SurfaceRecord record(BowlRun run) {
        return run.run().manifest().surfaces().values().iterator().next();
    }
}
