package io.lossatlas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.shape.TensorShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken files: each is read or refused in one line, whatever was broken. */
class OnnxFuzzTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/lossatlas/onnx");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"mobilenet-script, 12, 1000", "vit-torch-script, 16, 700", "windows-dynamo, 16, 700"})
    void aBrokenFileIsReadOrRefused(String name, int side, int cases) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve(name + ".onnx"));
        Random random = new Random(13);
        Path broken = folder.resolve("broken.onnx");
        int refused = 0;
        for (int n = 0; n < cases; n++) {
            Files.write(broken, broken(whole, random));
            try {
                OnnxReader.read(broken, TensorShape.of(3, side, side));
            } catch (RefusedException e) {
                assertThat(e.getMessage()).startsWith(broken.toString()).doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isBetween(cases / 10, cases - 1);
    }

    /** Some bytes replaced, one bit turned, or the end cut off. */
    private static byte[] broken(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                for (int n = 0; n < 20; n++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                int at = random.nextInt(bytes.length - 8);
                for (int n = 0; n < 8; n++) {
                    bytes[at + n] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }
}
