package io.lossatlas.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnknownFieldSet;

/** An ONNX file of a test, message by message; its input is {@code x}, its output {@code y}. */
public final class OnnxFile {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private long opset = 17;

    /** A graph whose input has these extents after an open batch. */
    public OnnxFile(long... input) {
        graph.addInput(value("x", FLOAT, input));
        graph.addOutput(ValueInfoProto.newBuilder().setName("y"));
    }

    public static ValueInfoProto value(String name, int type, long... example) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        Arrays.stream(example)
                .forEach(dim ->
                        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemTypeValue(type)
                                .setShape(shape)))
                .build();
    }

    public OnnxFile opset(long version) {
        opset = version;
        return this;
    }

    public GraphProto.Builder graph() {
        return graph;
    }

    public OnnxFile node(String operation, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(operation.toLowerCase(Locale.ROOT) + "-" + output)
                .setOpType(operation)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        return this;
    }

    /** An initializer whose value n is (n + 1) / 8. */
    public OnnxFile floats(String name, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (one, other) -> one * other);
        ByteBuffer raw = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < size; n++) {
            raw.putFloat((n + 1) / 8f);
        }
        return tensor(name, FLOAT, raw.array(), dims);
    }

    public OnnxFile wholes(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(raw::putLong);
        return tensor(name, INT64, raw.array(), values.length);
    }

    public OnnxFile tensor(String name, int type, byte[] raw, long... dims) {
        graph.addInitializer(raw(name, type, dims).setRawData(ByteString.copyFrom(raw)));
        return this;
    }

    public static TensorProto.Builder raw(String name, int type, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataTypeValue(type);
        Arrays.stream(dims).forEach(tensor::addDims);
        return tensor;
    }

    /** An initializer of floats in another file. */
    public OnnxFile external(String name, String location, long offset, long length, long... dims) {
        UnknownFieldSet fields = UnknownFieldSet.newBuilder()
                .addField(
                        13,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(entry("location", location))
                                .addLengthDelimited(entry("offset", String.valueOf(offset)))
                                .addLengthDelimited(entry("length", String.valueOf(length)))
                                .build())
                .addField(14, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        graph.addInitializer(raw(name, FLOAT, dims).setUnknownFields(fields));
        return this;
    }

    private static ByteString entry(String key, String value) {
        return StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build()
                .toByteString();
    }

    public static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto list(String name, Long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(List.of(values))
                .build();
    }

    public ModelProto model() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    /** Writes the file. */
    public Path write(Path file) throws IOException {
        return Files.write(file, model().toByteArray());
    }

    /** A dense layer of two neurons on four values. */
    public static OnnxFile dense() {
        return new OnnxFile(4)
                .floats("w", 2, 4)
                .floats("b", 2)
                .node("Gemm", List.of("x", "w", "b"), "y", whole("transB", 1));
    }
}
