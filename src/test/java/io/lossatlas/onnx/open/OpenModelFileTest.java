package io.lossatlas.onnx.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.OnnxFile;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What initializers are to nodes of any operation, and the model that is left without them. */
class OpenModelFileTest {
    private static final TensorShape IMAGE = TensorShape.of(1, 2, 2);

    @TempDir
    private Path folder;

    private OpenNetwork read(OnnxFile file) throws IOException {
        return OpenModelFile.network(file.write(folder.resolve("file.onnx")), IMAGE, 2);
    }

    private static List<String> words(OpenNetwork network) {
        return network.model().layout().parameters().stream()
                .map(each -> "%s %s %s %d".formatted(each.name(), each.role().text(), each.shape(), each.filterAxis()))
                .toList();
    }

    @Test
    void aParameterIsWhatTheNodeMakesOfItThatReadsIt() throws IOException {
        OpenNetwork network = read(new OnnxFile(1, 4)
                .floats("conv.weight", 6, 1, 3)
                .floats("conv.bias", 6)
                .floats("scale", 6)
                .floats("shift", 6)
                .floats("mean", 6)
                .floats("var", 6)
                .floats("turned", 5, 12)
                .floats("bias", 5)
                .floats("norm", 5)
                .floats("straight", 5, 4)
                .floats("table", 7, 4)
                .floats("reshaped", 2, 8)
                .floats("gate", 1, 4)
                .floats("number")
                .floats("unread", 3)
                .wholes("shape", 4, 4)
                .wholes("row", 3)
                .node("Conv", List.of("x", "conv.weight", "conv.bias"), "c")
                .node("BatchNormalization", List.of("c", "scale", "shift", "mean", "var"), "n")
                .node("Mul", List.of("n", "number"), "m")
                .node("Flatten", List.of("m"), "f")
                .node("Transpose", List.of("turned"), "t")
                .node("MatMul", List.of("f", "t"), "d")
                .node("Add", List.of("bias", "d"), "b")
                .node("LayerNormalization", List.of("b", "norm"), "l")
                .node("MatMul", List.of("l", "straight"), "s")
                .node("Gather", List.of("table", "row"), "g")
                .node("Add", List.of("s", "g"), "a")
                .node("Reshape", List.of("reshaped", "shape"), "r")
                .node("Gemm", List.of("a", "r"), "e")
                .node("Sign", List.of("gate"), "q")
                .node("Mul", List.of("e", "q"), "y"));

        assertThat(words(network))
                .containsExactly(
                        "conv.weight conv [6, 1, 3] 0",
                        "conv.bias bias [6] 0",
                        "scale bn_gamma [6] 0",
                        "shift bn_beta [6] 0",
                        "mean bn_mean [6] 0",
                        "var bn_var [6] 0",
                        "turned dense [5, 12] 0",
                        "bias bias [5] 0",
                        "norm norm_scale [5] 0",
                        "straight dense [5, 4] 1",
                        "table embedding [7, 4] 0",
                        "reshaped dense [2, 8] 0",
                        "gate other [1, 4] 0");
        assertThat(network.weights().values()).startsWith(1 / 8f, 2 / 8f).endsWith(1 / 8f, 2 / 8f, 3 / 8f, 4 / 8f);
        assertThat(network.model().extents()).containsExactly(64L, 1L, 4L);
    }

    /** Files of PyTorch whose operations are all known, with layer normalisation in parts and whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet-a-script",
                "resnet-b-dynamo",
                "densenet-dynamo",
                "convnext-script",
                "mixer-script",
                "vit-script",
                "vit-torch-fixed",
                "windows-fixed"
            })
    void rolesAreThoseThatTheReaderGives(String name) {
        Path file = Path.of("src/test/resources/io/lossatlas/onnx", name + ".onnx");
        OnnxNetwork network = OnnxReader.read(file);

        OpenNetwork open = OpenModelFile.network(
                file, network.graph().input(), network.graph().classes());

        assertThat(open.model().layout().parameters())
                .extracting(Parameter::name, Parameter::role, Parameter::shape, Parameter::filterAxis)
                .containsExactlyInAnyOrderElementsOf(network.graph().layout().parameters().stream()
                        .map(each -> tuple(each.name(), each.role(), each.shape(), each.filterAxis()))
                        .toList());
    }

    @Test
    void whatAnIdentityHandsOnIsAParameterOfItsOwnName() throws IOException {
        OpenNetwork network = read(new OnnxFile(4)
                .floats("w", 4, 4)
                .node("Identity", List.of("w"), "second")
                .node("Identity", List.of("second"), "third")
                .node("MatMul", List.of("x", "second"), "a")
                .node("MatMul", List.of("a", "third"), "b")
                .node("MatMul", List.of("b", "w"), "c")
                .node("MatMul", List.of("c", "third"), "y"));
        ModelProto left = ModelProto.parseFrom(network.model().message());

        assertThat(words(network)).containsExactly("second dense [4, 4] 1", "third dense [4, 4] 1", "w dense [4, 4] 1");
        assertThat(left.getGraph().getInitializerList()).isEmpty();
        assertThat(left.getGraph().getNodeList())
                .noneMatch(node -> node.getOpType().equals("Identity"));
        assertThat(network.model().initializers()).containsExactly("second", "third", "w");
    }

    @Test
    void valuesOfParametersStandInTheMessageWhereTheyAreSet() throws IOException {
        OpenNetwork network = read(OnnxFile.dense());
        FilledModel filled = FilledModel.of(network.model());

        byte[] message = filled.fill(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        ModelProto whole = ModelProto.parseFrom(message);

        assertThat(whole.getGraph().getInitializerList())
                .extracting(each -> each.getName() + each.getDimsList())
                .containsExactly("w[2, 4]", "b[2]");
        assertThat(whole.getGraph()
                        .getInitializer(1)
                        .getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat(Float.BYTES))
                .isEqualTo(10);
        assertThat(filled.fill(new float[10])).isSameAs(message);
        assertThat(network.model().layout().parameters())
                .extracting(Parameter::name)
                .containsExactly("w", "b");
    }

    @Test
    void constantsBesideTheGraphComeIntoTheMessage() throws IOException {
        Files.write(folder.resolve("data.bin"), new byte[] {0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f});
        OnnxFile file = OnnxFile.dense().external("c", "data.bin", 4, 4);
        file.graph().getNodeBuilder(0).setInput(0, "scaled");
        file.node("Mul", List.of("x", "c"), "scaled");

        ModelProto left = ModelProto.parseFrom(read(file).model().message());

        assertThat(left.getGraph().getInitializer(0).getName()).isEqualTo("c");
        assertThat(left.getGraph().getInitializer(0).getRawData().byteAt(3)).isEqualTo((byte) 0x3f);
        assertThat(left.getGraph().getInitializer(0).getUnknownFields().asMap()).isEmpty();
    }

    @Test
    void whatIsNoNetworkOfImagesIsRefused() throws IOException {
        OnnxFile two = OnnxFile.dense();
        two.graph().addInput(OnnxFile.value("more", OnnxFile.FLOAT, 4));
        OnnxFile outputs = OnnxFile.dense().node("Relu", List.of("y"), "z");
        outputs.graph().addOutput(ValueInfoProto.newBuilder().setName("z"));

        refused(two, "expected one input, the images, found 2: x, more");
        refused(outputs, "expected one output [batch, 2], the logits, found y, z");
        refused(new OnnxFile(4).node("Relu", List.of("x"), "y"), "expected initializers of floats");
        refused(new OnnxFile(9).floats("w", 9, 2).node("MatMul", List.of("x", "w"), "y"), "expected examples of 9");
        assertThatThrownBy(() -> OpenModelFile.network(folder.resolve("none.onnx"), IMAGE, 2))
                .hasMessageContaining("expected an ONNX file, found none");
    }

    private void refused(OnnxFile file, String expected) throws IOException {
        Path path = file.write(folder.resolve("refused.onnx"));
        assertThatThrownBy(() -> OpenModelFile.network(path, IMAGE, 2))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(expected);
    }
}
