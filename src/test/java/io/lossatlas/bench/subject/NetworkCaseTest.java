package io.lossatlas.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.bench.peer.PeerFiles;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.bench.peer.TemporaryFolder;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.shape.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCaseTest {
    private static final Path NETWORKS = Path.of("src/test/resources/io/lossatlas/onnx");
    private static final Path FILE = NETWORKS.resolve("resnet-b-script.onnx");

    @Test
    void aFileIsReadForEvaluationOfItsOwnWeightsBySimd() {
        NetworkCase read = NetworkCase.read("mine", FILE, Optional.empty());
        assertThat(read).hasToString("eval mine");
        assertThat(read.task()).isEqualTo(Task.EVAL);
        assertThat(read.engines()).containsExactly(EngineKind.SIMD);
        assertThat(read.variant()).isEmpty();
        // Multiply-adds by hand: see InspectCommandTest.
        assertThat(read.operations())
                .isEqualTo(2
                        * (3 * 9 * 4 * 64 + 2 * (4 * 9 * 4 * 64) + 4 * 9 * 8 * 16 + 8 * 9 * 8 * 16 + 4 * 8 * 16 + 40));
        Engine engine = read.engine(EngineKind.SIMD);
        assertThat(engine.layout()).isEqualTo(read.weights(engine).layout());
    }

    /** Of 512 * 192 draws the mean is within 0.02 and the deviation, of which the ends of the bytes cut some, within 0.05. */
    @Test
    void imagesAreOfTheNetworksOwnShapeAndAboutNormal() {
        LabelledImages images = NetworkCase.read("mine", FILE, Optional.empty()).images();
        assertThat(images.shape()).isEqualTo(new ImageShape(3, 8, 8));
        assertThat(images.classes()).isEqualTo(5);
        assertThat(images.count()).isEqualTo(BenchCase.IMAGES);
        assertThat(Arrays.stream(images.labels()).distinct().count()).isEqualTo(5);
        double sum = 0;
        double squares = 0;
        int count = images.count() * 192;
        for (int n = 0; n < count; n++) {
            double value = images.input(n / 64 % 3, n);
            sum += value;
            squares += value * value;
        }
        assertThat(sum / count).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(squares / count)).isCloseTo(1, within(0.05));
    }

    @Test
    void largeImagesAreFewer() {
        assertThat(RandomImages.draw(TensorShape.of(3, 224, 224), 1000).count()).isEqualTo((1 << 24) / (3 * 224 * 224));
        assertThat(RandomImages.draw(TensorShape.of(1, 1024, 1024), 2).count()).isEqualTo(BenchCase.COMPARED);
    }

    @Test
    void aNetworkThatReadsVectorsGetsThem() {
        NetworkCase read = NetworkCase.read("mlp", NETWORKS.resolve("mlp-script.onnx"), Optional.empty());
        assertThat(read.example()).isEqualTo(TensorShape.of(16));
        assertThat(read.images().shape()).isEqualTo(new ImageShape(1, 1, 16));
    }

    @Test
    void onnxRuntimeIsGivenTheFileAndTheInputsAndPyTorchNothing() throws Exception {
        NetworkCase read = NetworkCase.read("mine", FILE, Optional.empty());
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            PeerFiles files = new PeerFiles(folder);
            assertThat(read.opening(PeerKind.PYTORCH, read.weights(), files)).isEmpty();
            Map<String, Object> command =
                    read.opening(PeerKind.ONNX_RUNTIME, read.weights(), files).orElseThrow();
            assertThat(command)
                    .containsEntry("network", FILE.toAbsolutePath().toString())
                    .containsEntry("example", List.of(3, 8, 8));
            ByteBuffer inputs = ByteBuffer.wrap(Files.readAllBytes(Path.of((String) command.get("inputs"))))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(inputs.remaining()).isEqualTo(4 * 512 * 192);
            int last = 512 * 192 - 1;
            assertThat(inputs.getFloat(4 * last)).isEqualTo(read.images().input(2, last));
            ByteBuffer labels = ByteBuffer.wrap(Files.readAllBytes(Path.of((String) command.get("labels"))))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(labels.remaining()).isEqualTo(4 * 512);
            assertThat(labels.getInt(4 * 511)).isEqualTo(read.images().label(511));
        }
    }

    @Test
    void whatIsNoNetworkIsRefused(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "import torch\n");
        assertThatThrownBy(() -> NetworkCase.read("text", text, Optional.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(text + ": expected an ONNX model");
    }
}
