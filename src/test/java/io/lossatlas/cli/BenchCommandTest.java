package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.bench.peer.FakePeer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    private static final String NETWORK = "src/test/resources/io/lossatlas/onnx/resnet-b-script.onnx";
    private static final String[] SMALL = {
        "bench",
        "--task",
        "eval",
        "--depth",
        "4",
        "--width",
        "1",
        "--wiring",
        "plain",
        "--engine",
        "simd",
        "--seconds",
        "0.1"
    };

    @Test
    void rowsAreWrittenAsAJsonArray(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");
        assertThat(LossAtlas.execute(with("--json", file.toString()))).isEqualTo(ExitCode.DONE);
        JsonNode rows = new ObjectMapper().readTree(Files.readString(file));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("task").asText()).isEqualTo("eval");
        assertThat(rows.get(0).get("depth").asInt()).isEqualTo(4);
        assertThat(rows.get(0).get("peer").isNull()).isTrue();
    }

    @Test
    void aNetworkOfAFileIsMeasuredInPlaceOfTheFamily(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");
        Cli bench = Cli.of(
                "bench",
                "--network",
                "mine=" + NETWORK,
                "--seconds",
                "0.1",
                "--peer",
                "no-such-python",
                "--json",
                file.toString());
        assertThat(bench.exitCode).as(bench.err).isEqualTo(ExitCode.DONE);
        assertThat(bench.out)
                .contains("--peer does not apply to ONNX files, which PyTorch cannot run; --peer-onnx does")
                .contains("eval mine simd: ready in ")
                .contains(", weights of a point set in ");
        JsonNode rows = new ObjectMapper().readTree(Files.readString(file));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("network").asText()).isEqualTo("mine");
        assertThat(rows.get(0).get("gflops").asDouble()).isPositive();
        assertThat(rows.get(0).get("compile_seconds").asDouble()).isPositive();
        assertThat(rows.get(0).get("load_seconds").asDouble()).isPositive();
        assertThat(rows.get(0).get("fastest_peer").isNull()).isTrue();
    }

    @Test
    void aPeerThatGivesAnotherLossThanTheNetworksFailsTheCommand() {
        Cli bench = Cli.of(
                "bench",
                "--network",
                NETWORK,
                "--seconds",
                "0.1",
                "--peer-onnx",
                String.join(" ", FakePeer.withLosses(0.5)));
        assertThat(bench.exitCode).as(bench.err).isEqualTo(ExitCode.FAILED);
        assertThat(bench.out)
                .contains("peer: ONNX Runtime 0.1-fake (python3 ")
                .contains("eval resnet-b-script simd: the peer gives loss [0.5] where ours is [");
    }

    @Test
    void whatDoesNotGoWithNetworksOfFilesIsRefused() {
        assertThat(errorsOf("bench", "--peer-onnx", "python3"))
                .isEqualTo(
                        "lossatlas: --peer-onnx: expected --network beside it, since it runs ONNX files, found none");
        assertThat(errorsOf("bench", "--network", NETWORK, "--task", "train"))
                .isEqualTo("lossatlas: --task: expected eval beside --network, found train");
        assertThat(errorsOf("bench", "--kernels", "--network", NETWORK))
                .isEqualTo(
                        "lossatlas: --kernels: expected neither --network nor a peer beside it, since it runs no network");
        assertThat(errorsOf("bench", "--network", NETWORK, "--network", "resnet-b-script=other.onnx"))
                .isEqualTo(
                        "lossatlas: --network: expected each name once, found resnet-b-script twice; NAME=FILE gives another");
        assertThat(errorsOf("bench", "--network", NETWORK, "--peer-onnx", "no-such-python"))
                .startsWith("lossatlas: --peer-onnx: peer no-such-python: cannot be started: ")
                .hasLineCount(1);
        assertThat(errorsOf("bench", "--network", NETWORK, "--input", "3x9x9"))
                .isEqualTo("lossatlas: " + NETWORK
                        + ": input images: expected examples of 3 x 8 x 8, as the network declares, found 3 x 9 x 9");
        assertThat(errorsOf("bench", "--network", "no-such.onnx"))
                .startsWith("lossatlas: ")
                .contains("no-such.onnx")
                .hasLineCount(1);
    }

    @Test
    void aPeerThatIsNotThereIsRefusedInOneLine() {
        assertThat(errorsOf(with("--peer", "no-such-python")))
                .startsWith("lossatlas: --peer: peer no-such-python: cannot be started: ")
                .hasLineCount(1);
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedBeforeWork() {
        assertThat(errorsOf(with("--depth", "5")))
                .isEqualTo("lossatlas: --depth: expected an even number from 4 on, found 5");
        assertThat(errorsOf(with("--width", "0")))
                .isEqualTo("lossatlas: --width: expected a number from 1 on, found 0");
        assertThat(errorsOf(with("--seconds", "-1")))
                .isEqualTo("lossatlas: --seconds: expected a number above 0, found -1.0");
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeWork(@TempDir Path folder) {
        String file = folder.resolve("no/such/folder.json").toString();
        assertThat(errorsOf(with("--json", file)))
                .isEqualTo("lossatlas: --json %s: expected a file that can be written".formatted(file));
    }

    /** The small benchmark with other options, which replace those given before. */
    private static String[] with(String option, String value) {
        List<String> arguments = new ArrayList<>(List.of(SMALL));
        int at = arguments.indexOf(option);
        if (at >= 0) {
            arguments.set(at + 1, value);
        } else {
            arguments.addAll(List.of(option, value));
        }
        return arguments.toArray(String[]::new);
    }

    /** What a command that is refused says. */
    private static String errorsOf(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(LossAtlas.execute(arguments)).isEqualTo(ExitCode.REFUSED);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8).strip();
    }
}
