package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.LocalSpark;
import io.lossatlas.cluster.Jvm;
import io.lossatlas.cluster.Tables;
import io.lossatlas.store.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that dies while a network is in training. */
@Tag("fault")
class TrainingRecoveryTest {
    private static final List<Table> TABLES = List.of(Table.TRAINING, Table.GRADIENTS, Table.BATCHES, Table.WEIGHTS);
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    @Test
    void trainingGoesOnFromTheLastCheckpointAndChangesNoBit() throws Exception {
        Path run = folder.resolve("run");
        // The run begins, nothing is left of an earlier training, and each step is a publication: the sixth is the
        // fourth step's.
        try (Jvm driver = Jvm.start(
                folder.resolve("log"),
                Map.of(),
                List.of(
                        "-Xmx1g",
                        "-Dspark.master=local[1]",
                        "-Dspark.app.name=training",
                        "-Dspark.ui.enabled=false",
                        "-Dlossatlas.test.crash-at=AFTER_MANIFEST:6",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SteppingTraining.class.getName(),
                        run.toString()))) {
            assertThat(driver.end()).as(driver::toString).isEqualTo(KILLED);
        }

        SparkSession spark = LocalSpark.start(1);
        try {
            assertThat(SteppingTraining.finish(spark, run.toString())).isEqualTo(4);

            Path clean = folder.resolve("clean");
            assertThat(SteppingTraining.finish(spark, clean.toString())).isZero();
            assertThat(Tables.of(spark, run, TABLES)).isEqualTo(Tables.of(spark, clean, TABLES));
        } finally {
            spark.stop();
        }
        assertThat(run.resolve("checkpoints")).isEmptyDirectory();
    }
}
