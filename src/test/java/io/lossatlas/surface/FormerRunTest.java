package io.lossatlas.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.LocalSpark;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.RefusedException;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerRunTest {
    private static final AxisConfig X = new AxisConfig(-1, 1, 3);
    private static final AxisConfig Y = new AxisConfig(0, 1, 2);

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
    void aRunWithoutStepsIsReadAsOneOfItsLastStepAndNothingIsComputedAgain() throws IOException {
        BowlRun run = BowlRun.begin(spark, folder, X, Y, List.of(BnMode.FROZEN));
        run.poisonedAt(2, 1).compute();
        List<List<Row>> before = rows(run);
        new FormerRun(spark, folder).rewrite();

        BowlRun former = run.reopened();

        assertThat(former.run().dropDamaged()).isEmpty();
        assertThat(former.run().manifest().surfaces())
                .containsOnlyKeys("random-s1/d4-plain-w1-s1-lr0.05/9/test/frozen");
        assertThat(former.run().manifest().planes())
                .isEqualTo(run.run().manifest().planes());
        assertThat(rows(former)).isEqualTo(before);
        List<FileRecord> directions = former.run().manifest().files(Table.DIRECTIONS);

        assertThat(former.compute()).isZero();

        assertThat(former.run().manifest().files(Table.DIRECTIONS)).isEqualTo(directions);
        assertThat(former.rows(Table.LOSSES)).hasSize(6 * BowlRun.SHARDS).containsAll(before.get(0));
        assertThat(former.rows(Table.SURFACE)).hasSize(6).allMatch(row -> row.<Integer>getAs("step") == 9);
    }

    @Test
    void aFinishedRunWithoutStepsIsFinished() throws IOException {
        BowlRun run = BowlRun.begin(spark, folder, X, Y, List.of(BnMode.FROZEN));
        run.compute();
        new FormerRun(spark, folder).rewrite();
        BowlRun former = run.reopened();
        long published = former.run().manifest().publication();

        assertThat(former.compute()).isZero();

        assertThat(former.run().manifest().publication()).isEqualTo(published);
    }

    @Test
    void surfacesOfANetworkInTrainingAreRefusedInOneLine() throws IOException {
        BowlRun run = BowlRun.begin(spark, folder, X, Y, List.of(BnMode.FROZEN));
        run.compute();
        new FormerRun(spark, folder).rewrite();
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"done\"", "\"training\""));

        assertThatThrownBy(run::reopened)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the last step of d4-plain-w1-s1-lr0.05");
    }

    private static List<List<Row>> rows(BowlRun run) {
        return List.of(
                run.sorted(Table.LOSSES),
                run.sorted(Table.SURFACE),
                run.sorted(Table.DIRECTIONS),
                run.sorted(Table.FAILURES));
    }
}
