package io.lossatlas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.OnnxFile;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import io.lossatlas.onnx.open.OpenModel;
import io.lossatlas.onnx.open.OpenModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime behind the interface of engines. */
class RuntimeEvaluatorTest {
    private static final Path FILES = Path.of("src/test/resources/io/lossatlas/onnx");
    private static final int COUNT = 131;

    @TempDir
    private Path folder;

    private static OpenModel model(Path file, OnnxNetwork network) {
        return OpenModelFile.model(
                file, network.graph().input(), network.graph().layout(), network.logits());
    }

    private static Engine engine(Path file, OnnxNetwork network) {
        return new RuntimeEngine(model(file, network), network.graph().classes());
    }

    private static LabelledImages images(int count, ImageShape shape, int classes) {
        GaussianStream stream = Seeds.stream(5, "pixels");
        float[] inputs = new float[count * shape.size()];
        int[] labels = new int[count];
        for (int n = 0; n < inputs.length; n++) {
            inputs[n] = (float) stream.nextGaussian();
        }
        Arrays.setAll(labels, n -> n % classes);
        return LabelledImages.ofFloats(inputs, labels, shape, classes);
    }

    private static LabelledImages images(OnnxNetwork network) {
        TensorShape shape = network.graph().input();
        return images(
                COUNT,
                shape.isImage()
                        ? new ImageShape(shape.channels(), shape.height(), shape.width())
                        : new ImageShape(1, 1, shape.size()),
                network.graph().classes());
    }

    private static double[] losses(Evaluator evaluator, LabelledImages images, int from, int to) {
        double[] losses = new double[to - from];
        evaluator.evaluate(images, from, to, losses, new boolean[losses.length]);
        return losses;
    }

    private static double[] losses(Engine engine, float[] parameters, LabelledImages images) {
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            return losses(evaluator, images, 0, images.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet-b-plain.onnx", "resnet-b-fixed.onnx", "vit-script.onnx"})
    void anImagesLossDependsOnItAndThePointAlone(String name) {
        OnnxNetwork network = OnnxReader.read(FILES.resolve(name));
        LabelledImages images = images(network);
        float[] parameters = network.weights().values();
        try (Evaluator evaluator = engine(FILES.resolve(name), network).evaluator()) {
            evaluator.load(parameters);
            double[] all = losses(evaluator, images, 0, COUNT);
            evaluator.load(new float[parameters.length]);
            losses(evaluator, images, 0, 3);
            evaluator.load(parameters);

            assertThat(losses(evaluator, images, 0, 1)).containsExactly(all[0]);
            assertThat(losses(evaluator, images, 70, COUNT)).containsExactly(Arrays.copyOfRange(all, 70, COUNT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet-a-script.onnx", "resnet-b-fixed.onnx", "vit-dynamo.onnx", "mlp-script.onnx"})
    void lossesAndRightAnswersAreThoseOfTheKernels(String name) {
        OnnxNetwork network = OnnxReader.read(FILES.resolve(name));
        LabelledImages images = images(network);
        double[] expected = new double[COUNT];
        boolean[] right = new boolean[COUNT];
        try (Evaluator simd = SimdEngine.compile(network.graph()).evaluator()) {
            simd.load(network.weights().values());
            simd.evaluate(images, 0, COUNT, expected, right);
        }
        double[] found = new double[COUNT];
        boolean[] correct = new boolean[COUNT];
        try (Evaluator runtime = engine(FILES.resolve(name), network).evaluator()) {
            runtime.load(network.weights().values());
            runtime.evaluate(images, 0, COUNT, found, correct);
        }

        // Float roundings of a few layers: 1e-5 of a logit.
        for (int n = 0; n < COUNT; n++) {
            assertThat(found[n]).isCloseTo(expected[n], within(1e-5 * Math.max(1, expected[n])));
        }
        assertThat(correct).isEqualTo(right);
    }

    @Test
    void aSentEngineGivesTheSameLosses() {
        Path file = FILES.resolve("resnet-b-plain.onnx");
        OnnxNetwork network = OnnxReader.read(file);
        Engine engine = engine(file, network);
        LabelledImages images = images(network);
        float[] parameters = network.weights().values();

        assertThat(losses(SerializationUtils.roundtrip((RuntimeEngine) engine), parameters, images))
                .containsExactly(losses(engine, parameters, images));
        assertThat(engine.layout()).isEqualTo(network.graph().layout());
        assertThat(engine.name()).isEqualTo("onnxruntime");
    }

    @Test
    void lossesThatAreNotFiniteArePassedOn() {
        Path file = FILES.resolve("resnet-b-plain.onnx");
        OnnxNetwork network = OnnxReader.read(file);
        float[] parameters = network.weights().values().clone();
        Parameter bias = network.graph().layout().parameters().stream()
                .filter(parameter -> parameter.role() == Role.BIAS)
                .reduce((one, other) -> other)
                .orElseThrow();

        parameters[bias.offset()] = Float.NaN;
        assertThat(losses(engine(file, network), parameters, images(network))).containsOnly(Double.NaN);
        parameters[bias.offset()] = Float.POSITIVE_INFINITY;
        assertThat(losses(engine(file, network), parameters, images(network)))
                .contains(Double.POSITIVE_INFINITY)
                .doesNotContain(0.0);
    }

    @Test
    void aVectorInTwoRolesIsTwoParameters() throws IOException {
        Path file = new OnnxFile(2, 4, 4)
                .floats("v", 2)
                .floats("mean", 2)
                .floats("w", 3, 2)
                .node("BatchNormalization", List.of("x", "v", "v", "mean", "v"), "n")
                .node("GlobalAveragePool", List.of("n"), "p")
                .node("Flatten", List.of("p"), "f")
                .node("Gemm", List.of("f", "w"), "y", OnnxFile.whole("transB", 1))
                .write(folder.resolve("tied.onnx"));
        OnnxNetwork network = OnnxReader.read(file, TensorShape.of(2, 4, 4));
        float[] parameters = network.weights().values().clone();
        parameters[network.graph().layout().parameter("v", Role.BN_BETA).offset()] += 3;
        parameters[network.graph().layout().parameter("v", Role.BN_VAR).offset()] += 2;
        LabelledImages images = images(network);

        double[] expected = losses(SimdEngine.compile(network.graph()), parameters, images);
        double[] found = losses(engine(file, network), parameters, images);

        for (int n = 0; n < COUNT; n++) {
            assertThat(found[n]).isCloseTo(expected[n], within(1e-5));
        }
        assertThat(OpenModelFile.network(file, TensorShape.of(2, 4, 4), 3)
                        .weights()
                        .layout()
                        .parameters())
                .extracting(Parameter::name, Parameter::role)
                .containsExactly(
                        tuple("v", Role.BN_GAMMA),
                        tuple("v", Role.BN_BETA),
                        tuple("v", Role.BN_VAR),
                        tuple("mean", Role.BN_MEAN),
                        tuple("w", Role.DENSE));
    }

    @Test
    void parametersOfAnotherTypeAreFloatsToTheModel() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(4 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        List.of(1.0, -1.0, 0.5, 2.0).forEach(values::putDouble);
        Path file = new OnnxFile(1, 1, 2)
                .tensor("w", 11, values.array(), 2, 2)
                .node("Flatten", List.of("x"), "f")
                .node("Cast", List.of("f"), "wide", OnnxFile.whole("to", 11))
                .node("MatMul", List.of("wide", "w"), "y")
                .write(folder.resolve("wide.onnx"));
        OpenModel model =
                OpenModelFile.network(file, TensorShape.of(1, 1, 2), 2).model();
        LabelledImages image = LabelledImages.ofFloats(new float[] {1, 1}, new int[] {0}, new ImageShape(1, 1, 2), 2);

        // Logits 3 and 1.
        assertThat(losses(new RuntimeEngine(model, 2), new float[] {1, -1, 2, 2}, image)[0])
                .isCloseTo(Math.log1p(Math.exp(-2)), within(1e-6));
    }

    @Test
    void whatItCannotDoIsSaid() {
        Path file = FILES.resolve("resnet-b-plain.onnx");
        OnnxNetwork network = OnnxReader.read(file);
        OpenModel model = model(file, network);
        float[] parameters = network.weights().values();
        LabelledImages images = images(network);
        RuntimeEngine engine = new RuntimeEngine(model, 5);

        assertThatThrownBy(() -> RuntimeTrial.run(model, parameters, images.shape(), 7))
                .hasMessage("expected logits [64, 7] of a batch, found [64, 5]");
        assertThatThrownBy(() -> engine.trainer(null, null)).isInstanceOf(UnsupportedOperationException.class);
        try (Evaluator evaluator = engine.evaluator()) {
            assertThatThrownBy(() -> evaluator.load(new float[3]))
                    .hasMessageContaining("3 parameters for a layout of ");
            assertThatThrownBy(() -> evaluator.recalibrate(images)).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(RuntimeTrial.run(model, parameters, images.shape(), 5).operations(parameters.length))
                .isGreaterThanOrEqualTo(2L * parameters.length);
    }
}
