package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.step.value.ValueShapes;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import io.lossatlas.onnx.open.OpenModel;
import io.lossatlas.onnx.open.OpenModelFile;
import io.lossatlas.runtime.RuntimeEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks of ONNX files (src/test/scripts/onnx-networks.py), compiled, against their meaning in double: no further from it than float
 * roundings lead, or than three times as far as ONNX Runtime is, whose arithmetic is in float too.
 */
class OnnxParityTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/lossatlas/onnx");

    static Stream<String> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".onnx"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String network(String file) {
        return file.substring(0, file.lastIndexOf('-'));
    }

    static OnnxNetwork read(String file) {
        String exporter = file.substring(file.lastIndexOf('-') + 1, file.length() - ".onnx".length());
        ObjectMapper mapper = new ObjectMapper();
        try {
            int[] input = mapper.convertValue(
                    mapper.readTree(FOLDER.resolve(exporter + ".json").toFile())
                            .get(network(file))
                            .get("input"),
                    int[].class);
            return OnnxReader.read(FOLDER.resolve(file), TensorShape.of(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aNetworkIsItsMeaning(String file) {
        OnnxNetwork network = read(file);
        GraphCase sample = new GraphCase(network.graph(), network.weights().values(), images(network.graph(), 21));

        double error = runtimeError(file, network, sample);

        // Float arithmetic on graphs that the file's other readers compute too.
        assertThat(error).isLessThan(1e-3);
        Meaning.assertSame(sample, Math.max(Meaning.ROUNDING, 3 * error));
    }

    static double runtimeError(String file, OnnxNetwork network, GraphCase sample) {
        Graph graph = network.graph();
        OpenModel model = OpenModelFile.model(FOLDER.resolve(file), graph.input(), graph.layout(), network.logits());
        try (Evaluator evaluator = new RuntimeEngine(model, graph.classes()).evaluator()) {
            evaluator.load(sample.parameters());
            return CentredLogits.error(CentredLogits.of(evaluator, sample.images()), CentredLogits.of(sample.logits()));
        }
    }

    static LabelledImages images(Graph graph, int count) {
        Shape input = ValueShapes.of(graph.input());
        ImageShape shape = new ImageShape(input.channels(), input.height(), input.width());
        GaussianStream stream = Seeds.stream(4, "pixels");
        byte[] pixels = new byte[count * shape.size()];
        byte[] labels = new byte[count];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = (byte) stream.nextInt(256);
        }
        for (int n = 0; n < count; n++) {
            labels[n] = (byte) (n % graph.classes());
        }
        return TestImages.of(pixels, labels, shape, graph.classes());
    }
}
