package io.lossatlas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.graph.interpreter.ProductChecks;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.LayerNorm;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks as PyTorch's exporters write them (src/test/scripts/onnx-networks.py), against PyTorch's own logits in double. */
class OnnxNetworksTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/lossatlas/onnx");

    /**
     * Exporters fold constants in float, half a unit in the last place (6e-8) each: the root of 2, the number of values of a mean, a
     * convolution's weights with a normalisation's. Logits are of size 1.
     */
    private static final double ROUNDING = 1e-7;

    static Stream<Arguments> networks() {
        return Stream.of("script", "dynamo", "plain", "fixed")
                .flatMap(exporter -> names(exporter).map(name -> Arguments.of(name, exporter)));
    }

    private static Stream<String> names(String exporter) {
        List<String> names = new ArrayList<>();
        expected(exporter).fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private static JsonNode expected(String exporter) {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolve(exporter + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OnnxNetwork read(String name, String exporter) {
        int[] input =
                new ObjectMapper().convertValue(expected(exporter).get(name).get("input"), int[].class);
        return OnnxReader.read(FOLDER.resolve(name + "-" + exporter + ".onnx"), TensorShape.of(input));
    }

    private static double[][] examples(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(n -> IntStream.range(n * size, (n + 1) * size)
                        .mapToDouble(i -> (7919L * i + 13) % 1024 / 512.0 - 1)
                        .toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkHasTheLogitsThatPyTorchComputes(String name, String exporter) {
        OnnxNetwork network = read(name, exporter);
        JsonNode logits = expected(exporter).get(name).get("logits");
        Interpreter interpreter =
                Interpreter.of(network.graph(), network.weights().values());

        double[][] found = interpreter.logits(interpreter.forward(
                examples(logits.size(), network.graph().input().size()), Statistics.RUNNING));

        for (int n = 0; n < logits.size(); n++) {
            for (int k = 0; k < logits.get(n).size(); k++) {
                assertThat(found[n][k]).isCloseTo(logits.get(n).get(k).asDouble(), within(ROUNDING));
            }
        }
    }

    /**
     * Exact products with the Hessian and the Gauss-Newton matrix against differences of gradients and logits. Roundings of 1e-16
     * make 1e-10 of them at a distance of 1e-6, times the condition.
     */
    @ParameterizedTest
    @MethodSource("networks")
    void productsAreDerivativesAlongTheVector(String name, String exporter) {
        OnnxNetwork network = read(name, exporter);
        float[] values = network.weights().values();
        double[] parameters =
                IntStream.range(0, values.length).mapToDouble(n -> values[n]).toArray();
        LossFunction loss = LossFunction.crossEntropy(new int[] {1, 0});
        double[][] examples = examples(2, network.graph().input().size());

        new ProductChecks(network.graph(), parameters, examples, loss, 1e-6).assertAll(1e-7);
    }

    @Test
    void parametersBearTheNamesAndShapesOfTheModule() {
        OnnxNetwork network = read("resnet-b", "script");

        assertThat(network.graph().layout().parameters())
                .extracting(Parameter::name, Parameter::role, Parameter::shape)
                .contains(
                        tuple("stem.0.weight", Role.CONV, List.of(4, 3, 3, 3)),
                        tuple("stem.1.weight", Role.BN_GAMMA, List.of(4)),
                        tuple("stem.1.bias", Role.BN_BETA, List.of(4)),
                        tuple("stem.1.running_mean", Role.BN_MEAN, List.of(4)),
                        tuple("stem.1.running_var", Role.BN_VAR, List.of(4)),
                        tuple("head.weight", Role.DENSE, List.of(5, 8)),
                        tuple("head.bias", Role.BIAS, List.of(5)));
    }

    @Test
    void equalScalesThatAnExporterKeepsOnceAreParametersOfTheirOwn() {
        OnnxNetwork network = read("resnet-a", "script");
        long normalisations = network.graph().nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .count();

        assertThat(network.graph().layout().parameters())
                .filteredOn(parameter -> parameter.role() == Role.BN_GAMMA)
                .hasSize(5);
        assertThat(normalisations).isEqualTo(5);
    }

    @Test
    void layerNormalisationInPartsBecomesWhole() {
        assertThat(read("vit", "script").graph().nodes())
                .filteredOn(node -> node.op() instanceof LayerNorm)
                .hasSize(3);
    }

    @Test
    void aPooledImageIsAVectorWithoutReshaping() {
        OnnxNetwork network = read("mobilenet", "plain");

        assertThat(network.graph().nodes())
                .filteredOn(node -> node.op() instanceof GlobalAveragePool)
                .hasSize(2);
        assertThat(network.graph().nodes())
                .filteredOn(node -> node.op() instanceof Rearrange move && move.how() instanceof Reshape)
                .as("of the squeezed image of 1 x 1 that convolutions read")
                .hasSize(1);
    }

    @Test
    void theLastLogSoftmaxIsLeftOut() {
        assertThat(read("convnext", "script").notes()).anyMatch(note -> note.contains("LogSoftmax"));
    }
}
