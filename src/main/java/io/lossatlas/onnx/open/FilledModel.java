package io.lossatlas.onnx.open;

import io.lossatlas.graph.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * A model with all of its parameters, as the bytes of one message whose values are replaced in place. A message may come in
 * pieces, of which the last here has the parameters' initializers. Not thread safe.
 */
public final class FilledModel {
    private static final int TAG = 1;
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

    private final List<Parameter> parameters;
    private final byte[] message;
    private final int[] offsets;

    private FilledModel(List<Parameter> parameters, byte[] message, int[] offsets) {
        this.parameters = parameters;
        this.message = message;
        this.offsets = offsets;
    }

    /**
     * A model whose parameters are 0.
     *
     * @throws IllegalArgumentException where it is larger than protobuf allows
     */
    public static FilledModel of(OpenModel model) {
        List<Parameter> parameters = model.layout().parameters();
        byte[][] heads = new byte[parameters.size()][];
        long graph = 0;
        for (int n = 0; n < heads.length; n++) {
            heads[n] = head(parameters.get(n), model.initializers().get(n));
            graph += TAG + delimited(heads[n].length + TAG + delimited(bytes(parameters.get(n))));
        }
        long length = model.message().length + TAG + delimited(graph);
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException("expected a model of at most %d bytes, the most of protobuf, found %d"
                    .formatted(MOST_BYTES, length));
        }
        byte[] message = new byte[(int) length];
        System.arraycopy(model.message(), 0, message, 0, model.message().length);
        int[] offsets = new int[heads.length];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(
                    message, model.message().length, message.length - model.message().length);
            begin(out, ModelProto.GRAPH_FIELD_NUMBER, graph);
            for (int n = 0; n < heads.length; n++) {
                long bytes = bytes(parameters.get(n));
                begin(out, GraphProto.INITIALIZER_FIELD_NUMBER, heads[n].length + TAG + delimited(bytes));
                out.writeRawBytes(heads[n]);
                begin(out, TensorProto.RAW_DATA_FIELD_NUMBER, bytes);
                offsets[n] = model.message().length + out.getTotalBytesWritten();
                out.writeRawBytes(new byte[(int) bytes]);
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FilledModel(parameters, message, offsets);
    }

    /** What stands before a tensor's values. */
    private static byte[] head(Parameter parameter, String name) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataTypeValue(TensorProto.DataType.FLOAT_VALUE);
        parameter.shape().forEach(tensor::addDims);
        return tensor.build().toByteArray();
    }

    private static long bytes(Parameter parameter) {
        return (long) parameter.size() * Float.BYTES;
    }

    private static long delimited(long bytes) {
        return CodedOutputStream.computeUInt64SizeNoTag(bytes) + bytes;
    }

    private static void begin(CodedOutputStream out, int field, long bytes) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(bytes);
    }

    /**
     * The message with values of the parameters.
     *
     * @param values {@code float[layout.size()]}
     * @return the same array each time, valid until the next call
     */
    public byte[] fill(float[] values) {
        ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < offsets.length; n++) {
            Parameter parameter = parameters.get(n);
            buffer.position(offsets[n])
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(values, parameter.offset(), parameter.size());
        }
        return message;
    }
}
