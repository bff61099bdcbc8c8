package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentEngineTest {
    @TempDir
    private Path folder;

    /** ND4J's natives are 300 MB that an executor would unpack before its first image. */
    @Test
    void aCompiledNetworkThatWasSentRunsWithoutAClassOfDl4jOrNd4j() throws IOException, InterruptedException {
        Path sent = folder.resolve("engine");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(sent))) {
            out.writeObject(Fixtures.engine(Fixtures.variant(10, Wiring.SKIP, 2)));
        }

        String loaded = output("-verbose:class", SentEngine.class.getName(), sent.toString());

        assertThat(loaded).contains("losses [", "io.lossatlas.engine.SimdTrainer");
        assertThat(loaded.lines().filter(line -> line.contains(" org.nd4j.") || line.contains(" org.deeplearning4j.")))
                .isEmpty();
    }

    private static String output(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
