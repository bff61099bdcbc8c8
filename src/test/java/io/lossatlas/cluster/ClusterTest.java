package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.cli.Cli;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real command on a real cluster: a master and two workers of one core, each a process of its own. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
class ClusterTest {
    private static final String CONF = "src/test/resources/cluster/tiny.conf";
    private static final String OTHER_SECRET = "canary-of-the-store-91bd";

    @TempDir
    private Path folder;

    @Test
    void aClusterGivesTheTablesOfOneMachineToTheLastBitAndNoSecretAway(StandaloneCluster cluster) throws Exception {
        cluster.workers(2);
        Path spread = folder.resolve("spread");
        Path alone = folder.resolve("alone");

        try (Jvm driver = cluster.submit(
                "run",
                "io.lossatlas.cli.LossAtlas",
                List.of("--conf", "spark.hadoop.fs.s3a.secret.key=" + OTHER_SECRET),
                "run",
                "-c",
                CONF,
                "-o",
                spread.toString())) {
            assertThat(driver.end()).as(driver::toString).isZero();
        }

        Cli.complete(CONF, alone.toString());
        Map<Table, List<String>> expected = Tables.of(alone);
        assertThat(expected.get(Table.LOSSES)).hasSize(4 * 3 * 2);
        assertThat(Tables.of(spread)).isEqualTo(expected);
        assertThat(filesThatHold(SharedCluster.SECRET, List.of(spread, cluster.folder())))
                .extracting(Path::getFileName)
                .containsExactly(Path.of("spark-defaults.conf"));
        assertThat(filesThatHold(OTHER_SECRET, List.of(spread, cluster.folder())))
                .isEmpty();
    }

    @Test
    void aWrongSecretIsRejected(StandaloneCluster cluster) throws Exception {
        cluster.workers(2);
        Path run = folder.resolve("run");
        try (Jvm stranger = cluster.submit(
                "stranger",
                "io.lossatlas.cli.LossAtlas",
                List.of("--conf", "spark.authenticate.secret=guessed"),
                "run",
                "-c",
                CONF,
                "-o",
                run.toString())) {
            stranger.awaitOutput("SaslException");
            assertThat(stranger.output()).doesNotContain("Connected to Spark cluster");
        }
        assertThat(run.resolve("manifest.json")).doesNotExist();
    }

    private static List<Path> filesThatHold(String text, List<Path> roots) throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.toString().endsWith(".jar")
                            && Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains(text)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }
}
