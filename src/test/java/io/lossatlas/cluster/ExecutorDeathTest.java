package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.LocalSpark;
import io.lossatlas.store.Table;
import io.lossatlas.surface.FaultySurface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Executors and workers that die in the middle of a work unit. */
@Tag("cluster")
@Tag("fault")
@ExtendWith(SharedCluster.class)
class ExecutorDeathTest {
    private static final List<Table> TABLES = List.of(Table.LOSSES, Table.SURFACE);
    private static final int POINTS = FaultySurface.X_POINTS * FaultySurface.Y_POINTS;
    private static final int SHARDS = 3;
    private static SparkSession spark;
    private static Map<Table, List<String>> clean;

    @TempDir
    private static Path cleanFolder;

    @TempDir
    private Path folder;

    private Path signals;

    @BeforeAll
    static void computeWithoutFaults() throws Exception {
        try (Jvm undisturbed = Jvm.start(
                cleanFolder.resolve("log"),
                Map.of(),
                List.of(
                        "-Xmx1g",
                        "-Dspark.master=local[2]",
                        "-Dspark.app.name=clean",
                        "-Dspark.ui.enabled=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultySurface.class.getName(),
                        cleanFolder.resolve("run").toString(),
                        "NONE",
                        cleanFolder.toString()))) {
            assertThat(undisturbed.end()).as(undisturbed::toString).isZero();
        }
        spark = LocalSpark.start(2);
        clean = Tables.of(spark, cleanFolder.resolve("run"), TABLES);
        assertThat(clean.get(Table.SURFACE)).hasSize(POINTS);
        assertThat(clean.get(Table.LOSSES)).hasSize(POINTS * SHARDS);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @BeforeEach
    void makeSignals() throws IOException {
        signals = Files.createDirectory(folder.resolve("signals"));
    }

    @Test
    void anExecutorThatIsKilledInAUnitChangesNoBit(StandaloneCluster cluster) throws Exception {
        cluster.workers(2);
        try (Jvm driver = submit(cluster, "WAIT_ONCE")) {
            kill(reached());

            assertThat(driver.end()).as(driver::toString).isZero();
        }

        assertThat(Tables.of(spark, folder.resolve("run"), TABLES)).isEqualTo(clean);
    }

    @Test
    void whenAllWorkersDieAndANewOneJoinsTheJobGoesOn(StandaloneCluster cluster) throws Exception {
        cluster.workers(2);
        try (Jvm driver = submit(cluster, "WAIT_ONCE")) {
            reached();
            cluster.killWorkers();
            cluster.workers(1);

            assertThat(driver.end()).as(driver::toString).isZero();
        }

        assertThat(Tables.of(spark, folder.resolve("run"), TABLES)).isEqualTo(clean);
    }

    @Test
    void aPointThatKillsItsExecutorIsReportedAndAllOthersArePublished(StandaloneCluster cluster) throws Exception {
        cluster.workers(2);
        try (Jvm driver = submit(cluster, "HALT")) {
            assertThat(driver.end()).as(driver::toString).isEqualTo(FaultySurface.INCOMPLETE);
        }

        Path run = folder.resolve("run");
        assertThat(Tables.of(spark, run, TABLES).get(Table.LOSSES))
                .hasSize((POINTS - 1) * SHARDS)
                .isSubsetOf(clean.get(Table.LOSSES));
        assertThat(Tables.of(spark, run, List.of(Table.FAILURES)).get(Table.FAILURES))
                .hasSize(SHARDS)
                .allSatisfy(row -> assertThat(row)
                        .contains(", %d, %d,".formatted(FaultySurface.I, FaultySurface.J))
                        .contains("its executor died"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSpeculativeCopyOfAStragglerGivesOneRowAKey(StandaloneCluster cluster) throws Exception {
        cluster.workers(2);
        try (Jvm driver = submit(
                cluster,
                "STRAGGLE",
                "--conf",
                "spark.speculation=true",
                "--conf",
                "spark.speculation.interval=200ms",
                "--conf",
                "spark.speculation.multiplier=1.5",
                "--conf",
                "spark.speculation.quantile=0.5")) {
            assertThat(driver.end()).as(driver::toString).isZero();
        }

        assertThat(signals.resolve("reached")).exists();
        assertThat(Tables.of(spark, folder.resolve("run"), TABLES)).isEqualTo(clean);
    }

    private Jvm submit(StandaloneCluster cluster, String fault, String... options) throws IOException {
        return cluster.submit(
                fault.toLowerCase(java.util.Locale.ROOT) + folder.getFileName(),
                FaultySurface.class.getName(),
                List.of(options),
                folder.resolve("run").toString(),
                fault,
                signals.toString());
    }

    /** Waits until the point is reached; gives the number of the process that waits there. */
    private long reached() throws IOException {
        Path file = signals.resolve("reached");
        Awaitility.await("the point is reached").atMost(Jvm.PATIENCE).until(() -> Files.exists(file));
        return Long.parseLong(Files.readString(file));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}
