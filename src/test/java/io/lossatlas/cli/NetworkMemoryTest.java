package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.NpzFolder;
import io.lossatlas.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks whose activations fit nowhere are refused before work. A plane of 16 images of 128 x 128 takes 130 x 130 x 16 floats, 1.03
 * MiB, and an array holds 8,192 MiB.
 */
class NetworkMemoryTest {
    private static final int SIDE = 128;
    private static final double MEBI = 1 << 20;
    private static final double PLANE = 130 * 130 * 16 * 4 / MEBI;
    private static final String CLUSTER = "spark://no-such-host:7077";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        NpzFolder.write(folder.resolve("data"), new ImageShape(1, SIDE, SIDE), 4, 24, 24);
    }

    /** Two convolutions of a window of one pixel and their product: three values that are there at the same time. */
    private Path network(int channels) throws IOException {
        return new OnnxFile(1, SIDE, SIDE)
                .floats("a", channels, 1, 1, 1)
                .floats("b", channels, 1, 1, 1)
                .floats("d", channels, 4)
                .node("Conv", List.of("x", "a"), "p")
                .node("Conv", List.of("x", "b"), "q")
                .node("Mul", List.of("p", "q"), "s")
                .node("GlobalAveragePool", List.of("s"), "m")
                .node("Flatten", List.of("m"), "f")
                .node("MatMul", List.of("f", "d"), "y")
                .write(folder.resolve("wide.onnx"));
    }

    private Cli map(String master, Path network) {
        return Cli.tiny(
                master,
                "run",
                folder.resolve("run"),
                "data.path=" + folder.resolve("data"),
                "data.train-examples=0",
                "data.test-examples=0",
                "surface.bn=frozen",
                "--network=" + network);
    }

    private void assertRefused(Cli run, Path network, String most, int least) {
        assertThat(run.exitCode).as(run.err).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err)
                .hasLineCount(1)
                .matches("(?s)lossatlas: network wide \\(\\Q" + network + "\\E\\): expected activations of at most "
                        + most + ", found [\\d,]+ MiB\\R");
        String found = run.err.replaceAll("(?s).*found ([\\d,]+) MiB.*", "$1").replace(",", "");
        assertThat(Integer.parseInt(found)).isBetween(least, least + least / 100 + 2);
        assertThat(Files.exists(folder.resolve("run"))).isFalse();
    }

    @Test
    void onACluster() throws IOException {
        Path network = network(2800);
        int least = (int) (3 * 2800 * PLANE);
        assertRefused(map(CLUSTER, network), network, "8,192 MiB a task, what an array holds", least);
    }

    @Test
    void inThisJvm() throws IOException {
        long heap = Runtime.getRuntime().maxMemory();
        int channels = (int) Math.min(2600, (long) (heap / MEBI / PLANE / 3) + 20);
        assertThat(3 * channels * PLANE).isBetween(heap / MEBI, 8192.0);
        Path network = network(channels);
        assertRefused(
                map("local[2]", network),
                network,
                "[\\d,]+ MiB a task, this JVM's heap \\(JAVA_OPTS=-Xmx... gives more\\)",
                (int) (3 * channels * PLANE));
    }

    /** One value of 9,000 planes has more floats than an index counts. */
    @Test
    void aSingleValueThatIsTooLarge() throws IOException {
        Path network = network(9000);
        Cli run = map(CLUSTER, network);
        assertThat(run.exitCode).as(run.err).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err).hasLineCount(1).contains("network wide").contains("what an array holds");
    }
}
