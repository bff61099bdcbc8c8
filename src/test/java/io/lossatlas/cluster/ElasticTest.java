package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are asked for and given back, two that join late, many partitions, copies of slow tasks; and what the event log tells. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
class ElasticTest {
    private static final String CONF = "src/test/resources/cluster/tiny.conf";
    private static final Pattern ADDRESS = Pattern.compile("HistoryServer.* started at (http://\\S+)");

    @TempDir
    private Path folder;

    @Test
    void aClusterThatGrowsGivesTheSameTablesAndAnEventLogThatTheHistoryServerReads(
            StandaloneCluster cluster, SparkHome home) throws Exception {
        Path events = Files.createDirectory(folder.resolve("events"));
        Path grown = folder.resolve("grown");
        Path alone = folder.resolve("alone");
        cluster.workers(1);

        try (Jvm driver = cluster.submit(
                "elastic",
                "io.lossatlas.cli.LossAtlas",
                List.of(
                        "--conf", "spark.dynamicAllocation.enabled=true",
                        "--conf", "spark.dynamicAllocation.shuffleTracking.enabled=true",
                        "--conf", "spark.dynamicAllocation.executorIdleTimeout=2s",
                        "--conf", "spark.speculation=true",
                        "--conf", "spark.speculation.multiplier=1.1",
                        "--conf", "spark.eventLog.enabled=true",
                        "--conf", "spark.eventLog.dir=" + events.toUri()),
                "run",
                "-c",
                CONF,
                "--set",
                "spark.partitions=64",
                "-o",
                grown.toString())) {
            driver.awaitOutput("points to compute");
            cluster.workers(3);
            assertThat(driver.end()).as(driver::toString).isZero();
        }
        cluster.killWorkers();

        Cli.complete(CONF, alone.toString());
        assertThat(Tables.of(grown)).isEqualTo(Tables.of(alone));
        assertThatHistoryIsRead(events, home);
    }

    private void assertThatHistoryIsRead(Path events, SparkHome home) throws IOException {
        List<String> command = List.of(
                "-Xmx256m",
                "-Dspark.history.fs.logDirectory=" + events.toUri(),
                "-Dspark.history.fs.update.interval=1s",
                "-Dspark.history.ui.port=0",
                "-cp",
                StandaloneCluster.classPath(home),
                "org.apache.spark.deploy.history.HistoryServer");
        Map<String, String> environment = Map.of();
        try (Jvm history = Jvm.start(folder.resolve("history.log"), environment, command)) {
            Awaitility.await("address of the history server")
                    .atMost(Jvm.PATIENCE)
                    .until(() -> ADDRESS.matcher(history.output()).find());
            Matcher address = ADDRESS.matcher(history.output());
            assertThat(address.find()).isTrue();
            String api = address.group(1) + "/api/v1/applications";
            String id = Awaitility.await("an application")
                    .atMost(Jvm.PATIENCE)
                    .until(() -> application(api), found -> !found.isEmpty());

            assertThat(get(api + "/" + id + "/jobs"))
                    .contains("train d4-skip-w8-s1-lr0.05, step 0 of")
                    .contains("surface d4-skip-w8-s1-lr0.05 random-s1, step 4, train, BN frozen,");
            assertThat(get(api + "/" + id + "/environment"))
                    .contains("spark.authenticate.secret")
                    .doesNotContain(SharedCluster.SECRET);
        }
    }

    private static String application(String api) {
        Matcher id = Pattern.compile("\"id\" : \"(app-[^\"]+)\"").matcher(get(api));
        return id.find() ? id.group(1) : "";
    }

    private static String get(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
