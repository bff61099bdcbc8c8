package io.lossatlas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.protobuf.ByteString;

class OnnxReaderTest {
    @TempDir
    private Path folder;

    private OnnxNetwork read(OnnxFile file) throws IOException {
        return OnnxReader.read(file.write(folder.resolve("net.onnx")));
    }

    private void refused(OnnxFile file, String... words) throws IOException {
        Path path = file.write(folder.resolve("net.onnx"));
        assertThatThrownBy(() -> OnnxReader.read(path))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(path + ": ")
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n");
    }

    private static double[] logits(OnnxNetwork network, double... example) {
        Interpreter interpreter =
                Interpreter.of(network.graph(), network.weights().values());
        return interpreter.logits(interpreter.forward(new double[][] {example}, Statistics.RUNNING))[0];
    }

    @Test
    void aTransposedWeightKeepsItsShapeAndOrder() throws IOException {
        OnnxNetwork network = read(OnnxFile.dense());

        assertThat(network.graph().layout().parameters())
                .extracting(Parameter::name, Parameter::role, Parameter::shape)
                .containsExactly(tuple("w", Role.DENSE, List.of(2, 4)), tuple("b", Role.BIAS, List.of(2)));
        assertThat(logits(network, 8, 0, 0, 0)).containsExactly(1 + 0.125, 5 + 0.25);
        assertThat(network.name()).isEqualTo("net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"product and sum", "sum the other way", "transposed initializer"})
    void aProductAndASumAreOneDenseLayer(String way) throws IOException {
        OnnxFile file = new OnnxFile(4).floats("b", 2);
        switch (way) {
            case "product and sum" ->
                file.floats("w", 4, 2).node("MatMul", List.of("x", "w"), "p").node("Add", List.of("p", "b"), "y");
            case "sum the other way" ->
                file.floats("w", 4, 2).node("MatMul", List.of("x", "w"), "p").node("Add", List.of("b", "p"), "y");
            default ->
                file.floats("w", 2, 4)
                        .node("Transpose", List.of("w"), "t", OnnxFile.list("perm", 1L, 0L))
                        .node("MatMul", List.of("x", "t"), "p")
                        .node("Add", List.of("p", "b"), "y");
        }

        OnnxNetwork network = read(file);

        assertThat(network.graph().nodes())
                .extracting(Node::op)
                .containsExactly(new Dense(2, !way.equals("transposed initializer")));
        assertThat(network.graph().layout().parameters())
                .extracting(Parameter::name, Parameter::role)
                .containsExactly(tuple("w", Role.DENSE), tuple("b", Role.BIAS));
    }

    @Test
    void aWeightThatTwoNodesReadIsOneParameter() throws IOException {
        OnnxNetwork network = read(new OnnxFile(4)
                .floats("w", 4, 4)
                .node("MatMul", List.of("x", "w"), "p")
                .node("MatMul", List.of("p", "w"), "y"));

        assertThat(network.graph().layout().parameters()).hasSize(1);
        assertThat(network.graph().nodes()).hasSize(2);
    }

    @Test
    void anIdentityOfAnInitializerIsAParameterOfItsOwn() throws IOException {
        OnnxNetwork network = read(new OnnxFile(4)
                .floats("w", 4, 4)
                .node("Identity", List.of("w"), "v")
                .node("MatMul", List.of("x", "w"), "p")
                .node("MatMul", List.of("p", "v"), "y"));

        assertThat(network.graph().layout().parameters())
                .extracting(Parameter::name)
                .containsExactly("w", "v");
    }

    @Test
    void rowsOfATableAreAnEmbedding() throws IOException {
        OnnxNetwork network = read(new OnnxFile(4)
                .floats("table", 3, 4)
                .wholes("rows", 2)
                .node("Gather", List.of("table", "rows"), "row")
                .node("Add", List.of("x", "row"), "y"));

        assertThat(network.graph().layout().parameters())
                .extracting(Parameter::name, Parameter::role)
                .containsExactly(tuple("table", Role.EMBEDDING));
        assertThat(logits(network, 0, 0, 0, 0)).containsExactly(9 / 8.0, 10 / 8.0, 11 / 8.0, 12 / 8.0);
    }

    @Test
    void theShapeOfTheDataFillsWhatTheFileLeavesOpen() throws IOException {
        OnnxFile file = new OnnxFile()
                .floats("w", 6, 2)
                .wholes("to", 0, -1)
                .node("Reshape", List.of("x", "to"), "r")
                .node("MatMul", List.of("r", "w"), "y");
        file.graph().setInput(0, open("x", 3));
        Path path = file.write(folder.resolve("net.onnx"));

        assertThat(OnnxReader.read(path, TensorShape.of(2, 3)).graph().input()).isEqualTo(TensorShape.of(2, 3));
        assertThatThrownBy(() -> OnnxReader.read(path))
                .isInstanceOf(RefusedException.class)
                .hasMessage(path + ": input x: expected extents of an example, found open ones: they must be given");
        assertThatThrownBy(() -> OnnxReader.read(path, TensorShape.of(2, 2)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("node matmul-y, a MatMul: ");
    }

    private static ValueInfoProto open(String name, int rank) {
        ValueInfoProto.Builder value = OnnxFile.value(name, OnnxFile.FLOAT).toBuilder();
        for (int n = 1; n < rank; n++) {
            value.getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("d" + n));
        }
        return value.build();
    }

    @Test
    void anImageIsAVectorToANetworkThatDeclaresOne() throws IOException {
        Path path = OnnxFile.dense().write(folder.resolve("net.onnx"));

        OnnxNetwork network = OnnxReader.read(path, TensorShape.of(1, 2, 2));

        assertThat(network.graph().input()).isEqualTo(TensorShape.of(1, 2, 2));
        assertThat(network.graph().nodes().get(0).op()).isEqualTo(new Flatten());
        assertThatThrownBy(() -> OnnxReader.read(path, TensorShape.of(1, 3, 3)))
                .hasMessage(path + ": input x: expected examples of 4, as the network declares, found 1 x 3 x 3");
    }

    @ParameterizedTest
    @CsvSource({"FLOAT16, 10", "DOUBLE, 11", "BFLOAT16, 16"})
    void otherFloatsAreRoundedToFloat(String type, int number) throws IOException {
        double[] values = {1, -0.5, 0x1p-24, 65504, 1 / 3.0, 0, 2, 4};
        ByteBuffer raw = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        float[] expected = {1, -0.5f, 0x1p-24f, 65504, 1 / 3f, 0, 2, 4};
        switch (type) {
            case "DOUBLE" -> {
                for (double value : values) {
                    raw.putDouble(value);
                }
            }
            case "FLOAT16" -> {
                for (int bits : new int[] {0x3C00, 0xB800, 0x0001, 0x7BFF, 0x3555, 0, 0x4000, 0x4400}) {
                    raw.putShort((short) bits);
                }
                expected[4] = 0x555 / 4096f; // 1.3330078125 * 2^-2
            }
            default -> {
                for (float value : expected) {
                    raw.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
                }
                for (int n = 0; n < expected.length; n++) {
                    expected[n] = Float.intBitsToFloat(Float.floatToRawIntBits(expected[n]) & 0xFFFF0000);
                }
            }
        }
        byte[] bytes = new byte[raw.position()];
        raw.flip().get(bytes);

        OnnxNetwork network =
                read(new OnnxFile(4).tensor("w", number, bytes, 4, 2).node("MatMul", List.of("x", "w"), "y"));

        assertThat(network.weights().values()).containsExactly(expected);
    }

    @Test
    void valuesMayStandInTheFieldOfTheirType() throws IOException {
        OnnxFile file = new OnnxFile(2).node("MatMul", List.of("x", "w"), "y");
        file.graph()
                .addInitializer(
                        OnnxFile.raw("w", OnnxFile.FLOAT, 2, 1).addFloatData(3).addFloatData(-4));

        assertThat(read(file).weights().values()).containsExactly(3, -4);
    }

    @Test
    void externalDataLieBesideTheFile() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < 10; n++) {
            data.putFloat(n);
        }
        Files.write(folder.resolve("net.data"), data.array());

        OnnxNetwork network =
                read(new OnnxFile(4).external("w", "net.data", 8, 32, 4, 2).node("MatMul", List.of("x", "w"), "y"));

        assertThat(network.weights().values()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "../other.data, expected a file in the folder of the graph's",
        "/etc/passwd, expected a file in the folder of the graph's",
        "link.data, expected a file in the folder of the graph's",
        "'', expected a file in the folder of the graph's",
        "missing.data, expected the file missing.data beside the graph's",
        "short.data, 'expected 32 bytes from byte 0 on, found 31 bytes in short.data'"
    })
    void externalDataElsewhereAreRefused(String location, String words) throws IOException {
        Path outside = Files.write(Files.createTempFile("outside", ".data"), new byte[64]);
        outside.toFile().deleteOnExit();
        Files.createSymbolicLink(folder.resolve("link.data"), outside);
        Files.write(folder.resolve("short.data"), new byte[31]);

        refused(
                new OnnxFile(4).external("w", location, 0, 32, 4, 2).node("MatMul", List.of("x", "w"), "y"),
                "initializer w",
                words);
    }

    @Test
    void unknownOperationsAreNamedAllAtOnce() throws IOException {
        refused(
                new OnnxFile(4)
                        .node("Mish", List.of("x"), "a")
                        .node("LSTM", List.of("a"), "b")
                        .node("Relu", List.of("b"), "y"),
                "found 2 others: mish-a (Mish), lstm-b (LSTM)");
    }

    @Test
    void operationsOfAnotherDomainAreUnknown() throws IOException {
        OnnxFile file = new OnnxFile(4);
        file.graph()
                .addNode(NodeProto.newBuilder()
                        .setOpType("FusedGelu")
                        .setDomain("com.vendor")
                        .addInput("x")
                        .addOutput("y"));

        refused(file, "found 1 others: y (com.vendor.FusedGelu)");
    }

    @Test
    void aCircleIsRefused() throws IOException {
        refused(
                new OnnxFile(4)
                        .node("Add", List.of("x", "b"), "a")
                        .node("Relu", List.of("a"), "b")
                        .node("Relu", List.of("b"), "y"),
                "a circle");
    }

    @Test
    void aDeepGraphDoesNotExhaustTheStack() throws IOException {
        OnnxFile file = new OnnxFile(4);
        String last = "x";
        for (int n = 0; n < 20_000; n++) {
            file.node("Identity", List.of(last), "v" + n);
            last = "v" + n;
        }

        assertThat(read(file.node("Relu", List.of(last), "y")).graph().nodes()).hasSize(1);
    }

    @Test
    void whatNothingMakesIsRefused() throws IOException {
        refused(new OnnxFile(4).node("Relu", List.of("z"), "y"), "node relu-y, a Relu: reads z, which nothing makes");
        refused(new OnnxFile(4).node("Relu", List.of("x"), "z"), "expected a node that makes the output y, found none");
    }

    @Test
    void aNameThatTwoValuesHaveIsRefused() throws IOException {
        refused(
                new OnnxFile(4).node("Relu", List.of("x"), "y").node("Tanh", List.of("x"), "y"),
                "two values are called y");
        refused(OnnxFile.dense().floats("w", 2, 4), "two initializers are called w");
    }

    @Test
    void aLastSoftmaxIsRefused() throws IOException {
        refused(
                new OnnxFile(4).node("Softmax", List.of("x"), "y"),
                "node softmax-y, a Softmax: expected logits as output y, found probabilities");
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 26, 0, Long.MAX_VALUE})
    void otherVersionsOfTheOperatorsAreRefused(long version) throws IOException {
        refused(
                OnnxFile.dense().opset(version),
                "expected ONNX's operators of version 11 to 25, found version " + version);
    }

    @Test
    void aTensorHasTheValuesThatItsExtentsSay() throws IOException {
        refused(
                OnnxFile.dense().tensor("v", OnnxFile.FLOAT, new byte[12], 4),
                "initializer v: expected 16 bytes of raw data, found 12");
        refused(
                OnnxFile.dense().tensor("v", OnnxFile.FLOAT, new byte[12], 1L << 40, 1L << 40),
                "initializer v: ",
                "found [1099511627776, 1099511627776]");
        refused(OnnxFile.dense().tensor("v", OnnxFile.FLOAT, new byte[12], -3), "initializer v: ", "found [-3]");
        refused(OnnxFile.dense().tensor("v", 8, new byte[12], 3), "initializer v: ", "found ONNX's type number 8");
    }

    @Test
    void aThousandMillionParametersAreRefusedBeforeTheyAreRead() throws IOException {
        OnnxFile file = OnnxFile.dense();
        Path data = folder.resolve("sparse.data");
        try (RandomAccessFile sparse = new RandomAccessFile(data.toFile(), "rw")) {
            sparse.setLength(4_000_000_000L);
        }

        refused(
                file.external("v", "sparse.data", 0, 4_000_000_000L, 1_000_000_000L),
                "expected at most 536870912 parameters, found 1000000010");
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        raw.putFloat(1).putFloat(Float.NaN).putFloat(1).putFloat(1);

        refused(
                new OnnxFile(4).tensor("w", OnnxFile.FLOAT, raw.array(), 4, 1).node("MatMul", List.of("x", "w"), "y"),
                "initializer w: expected finite values of float, found NaN at value 1");
    }

    @Test
    void shapesThatDoNotFitAreRefusedByNode() throws IOException {
        refused(new OnnxFile(5).floats("w", 4, 2).node("MatMul", List.of("x", "w"), "y"), "node matmul-y, a MatMul: ");
        refused(
                new OnnxFile(4).wholes("to", 3, -1).node("Reshape", List.of("x", "to"), "y"),
                "node reshape-y, a Reshape: ");
        refused(
                new OnnxFile(4).wholes("to", 1, -1).node("Reshape", List.of("x", "to"), "y"),
                "expected one output [batch, classes], the logits, found: y of examples [1 x 4] with the batch on axis 1");
        refused(
                new OnnxFile(4)
                        .node("Softmax", List.of("x"), "p", OnnxFile.whole("axis", 0))
                        .node("Relu", List.of("p"), "y"),
                "node softmax-p, a Softmax: works along axis 0, the batch's");
        refused(new OnnxFile(4).node("Relu", List.of(), "y"), "node relu-y, a Relu: expected 1 inputs, found 0");
        refused(
                new OnnxFile(4).node("Conv", List.of("x", "x"), "y"),
                "node conv-y, a Conv: conv: expected an initializer of floats");
        refused(
                new OnnxFile(4).node("Relu", List.of("x"), "r").node("Equal", List.of("r", "r"), "y"),
                "node equal-y, a Equal: expected constants");
    }

    @Test
    void severalOutputsNeedOneThatIsTheLogits() throws IOException {
        OnnxFile file = new OnnxFile(4).node("Relu", List.of("x"), "y").node("Tanh", List.of("x"), "logits");
        file.graph().addOutput(ValueInfoProto.newBuilder().setName("logits"));

        assertThat(read(file).graph().output()).isEqualTo("logits");

        OnnxFile both = new OnnxFile(4).node("Relu", List.of("x"), "y").node("Tanh", List.of("x"), "z");
        both.graph().addOutput(ValueInfoProto.newBuilder().setName("z"));
        refused(both, "expected one output [batch, classes], the logits, found: y ", "z of examples [4]");
    }

    @Test
    void moreMessagesThanANetworkHasAreRefused() throws IOException {
        OnnxFile file = OnnxFile.dense();
        file.graph().addAllNode(new ArrayList<>(Collections.nCopies(600_000, NodeProto.getDefaultInstance())));
        refused(file, "expected at most 500000 nodes and initializers, found more");

        OnnxFile tensor = OnnxFile.dense();
        TensorProto.Builder strings = OnnxFile.raw("s", 8, 2000);
        Collections.nCopies(2000, "").forEach(each -> strings.addStringData(ByteString.EMPTY));
        tensor.graph().addInitializer(strings);
        refused(tensor, "expected at most 1000 fields of an initializer, found more");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path none = folder.resolve("none.onnx");
        assertThatThrownBy(() -> OnnxReader.read(none))
                .isInstanceOf(RefusedException.class)
                .hasMessage(none + ": expected an ONNX file, found none");
        Path text = Files.writeString(folder.resolve("text.onnx"), "import torch\n");
        assertThatThrownBy(() -> OnnxReader.read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(text + ": expected an ONNX model, found bytes that are none");
        Path empty = Files.write(
                folder.resolve("empty.onnx"), ModelProto.getDefaultInstance().toByteArray());
        assertThatThrownBy(() -> OnnxReader.read(empty))
                .isInstanceOf(RefusedException.class)
                .hasMessage(empty + ": expected an ONNX model with a graph of nodes, found none");
    }

    /** One number of each example, of which an exporter made [batch]. */
    @Test
    void aLastSqueezeOfOneNumberIsLeftOutUnderTheSquaredError() throws IOException {
        OnnxFile file = new OnnxFile(4)
                .floats("w", 1, 4)
                .wholes("axes", 1)
                .node("Gemm", List.of("x", "w"), "z", OnnxFile.whole("transB", 1))
                .node("Squeeze", List.of("z", "axes"), "y");
        file.graph().setOutput(0, OnnxFile.value("y", OnnxFile.FLOAT));

        OnnxNetwork network =
                OnnxReader.read(file.write(folder.resolve("one.onnx")), TensorShape.of(1, 1, 4), LossKind.MSE);

        assertThat(network.graph().classes()).isEqualTo(1);
        assertThat(network.logits()).isEqualTo("z");
    }

    /** Cross-entropy of what a LogSoftmax makes is that of what it reads; the mean squared error is not. */
    @Test
    void aLastSoftmaxIsPartOfANetworkUnderTheSquaredError() throws IOException {
        Path log = new OnnxFile(4)
                .floats("w", 2, 4)
                .node("Gemm", List.of("x", "w"), "z", OnnxFile.whole("transB", 1))
                .node("LogSoftmax", List.of("z"), "y", OnnxFile.whole("axis", 1))
                .write(folder.resolve("log.onnx"));
        Path plain = new OnnxFile(4)
                .floats("w", 2, 4)
                .node("Gemm", List.of("x", "w"), "z", OnnxFile.whole("transB", 1))
                .node("Softmax", List.of("z"), "y", OnnxFile.whole("axis", 1))
                .write(folder.resolve("plain.onnx"));
        TensorShape example = TensorShape.of(1, 1, 4);

        assertThat(OnnxReader.read(log, example).graph().nodes()).hasSize(2);
        assertThat(OnnxReader.read(plain, example, LossKind.MSE).graph().nodes())
                .extracting(node -> node.op().getClass().getSimpleName())
                .contains("Softmax");
        assertThat(OnnxReader.read(log, example, LossKind.MSE).graph().nodes()).hasSizeGreaterThan(2);
        assertThatThrownBy(() -> OnnxReader.read(plain, example))
                .hasMessageContaining("expected logits as output y, found probabilities");
    }
}
