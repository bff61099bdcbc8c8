package io.lossatlas.onnx.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.UnknownFieldSet;

/** Where a tensor's values lie, known to be as many as they should. */
sealed interface TensorBytes {
    /** The field of external data, younger than the classes of the messages. */
    int EXTERNAL_DATA = 13;

    /** The field that says whether data are external (1) or not. */
    int DATA_LOCATION = 14;

    /** Hands on each value in its order. */
    void forEach(ElementType type, int elements, DoubleConsumer consumer) throws IOException;

    /** The message of the tensor, with its values in it. */
    default TensorProto embedded(TensorProto proto, long bytes) throws IOException {
        return proto;
    }

    /** The values of a tensor, wherever its file has them; refuses another number of them than {@code elements}. */
    static TensorBytes of(TensorProto proto, ElementType type, int elements, DataFolder folder) throws IOException {
        long bytes = (long) elements * type.bytes();
        UnknownFieldSet younger = proto.getUnknownFields();
        if (younger.getField(DATA_LOCATION).getVarintList().contains(1L)) {
            return external(younger.getField(EXTERNAL_DATA).getLengthDelimitedList(), bytes, folder);
        }
        if (!proto.getRawData().isEmpty()) {
            require("bytes of raw data", bytes, proto.getRawData().size());
            return new Raw(proto.getRawData());
        }
        require("values of " + type, elements, Typed.count(proto, type));
        return new Typed(proto);
    }

    private static TensorBytes external(List<ByteString> entries, long bytes, DataFolder folder) throws IOException {
        Map<String, String> keys = new HashMap<>();
        for (ByteString entry : entries) {
            try {
                StringStringEntryProto parsed = StringStringEntryProto.parseFrom(entry);
                keys.put(parsed.getKey(), parsed.getValue());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("expected keys of external data, found: " + e.getMessage(), e);
            }
        }
        require("bytes of external data", bytes, number(keys, "length", bytes));
        return folder.section(keys.getOrDefault("location", ""), number(keys, "offset", 0), bytes);
    }

    private static long number(Map<String, String> keys, String key, long missing) {
        String text = keys.getOrDefault(key, String.valueOf(missing));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "external data: expected a number as %s, found '%s'".formatted(key, text), e);
        }
    }

    private static void require(String what, long expected, long found) {
        if (expected != found) {
            throw new IllegalArgumentException("expected %d %s, found %d".formatted(expected, what, found));
        }
    }

    /** Values in the file itself, in the bytes of memory. */
    record Raw(ByteString data) implements TensorBytes {
        @Override
        public void forEach(ElementType type, int elements, DoubleConsumer consumer) {
            ByteBuffer buffer = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            for (int n = 0; n < elements; n++) {
                consumer.accept(type.next(buffer));
            }
        }
    }

    /** Values in the file itself, in a field of their type. */
    record Typed(TensorProto proto) implements TensorBytes {

        static int count(TensorProto proto, ElementType type) {
            return switch (type) {
                case FLOAT -> proto.getFloatDataCount();
                case DOUBLE -> proto.getDoubleDataCount();
                case INT64 -> proto.getInt64DataCount();
                case UINT8, INT8, INT32, BOOL, FLOAT16, BFLOAT16 -> proto.getInt32DataCount();
            };
        }

        @Override
        public void forEach(ElementType type, int elements, DoubleConsumer consumer) {
            for (int n = 0; n < elements; n++) {
                consumer.accept(
                        switch (type) {
                            case FLOAT -> proto.getFloatData(n);
                            case DOUBLE -> proto.getDoubleData(n);
                            case INT64 -> proto.getInt64Data(n);
                            case UINT8, INT8, INT32, BOOL -> proto.getInt32Data(n);
                            case FLOAT16 -> ElementType.half((short) proto.getInt32Data(n));
                            case BFLOAT16 -> Float.intBitsToFloat(proto.getInt32Data(n) << Short.SIZE);
                        });
            }
        }
    }

    /** Values in a file beside the graph's. */
    record Section(DataFolder folder, String location, long offset) implements TensorBytes {
        private static final int BUFFER = 1 << 16;

        @Override
        public TensorProto embedded(TensorProto proto, long bytes) throws IOException {
            try (InputStream in = folder.open(location, offset)) {
                byte[] values = in.readNBytes(Math.toIntExact(bytes));
                if (values.length < bytes) {
                    throw new IllegalArgumentException("external data: expected %d more bytes in %s, found its end"
                            .formatted(bytes - values.length, location));
                }
                UnknownFieldSet others = proto.getUnknownFields().toBuilder()
                        .clearField(EXTERNAL_DATA)
                        .clearField(DATA_LOCATION)
                        .build();
                return proto.toBuilder()
                        .setUnknownFields(others)
                        .setRawData(ByteString.copyFrom(values))
                        .build();
            }
        }

        @Override
        public void forEach(ElementType type, int elements, DoubleConsumer consumer) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long left = (long) elements * type.bytes();
            try (InputStream in = folder.open(location, offset)) {
                while (left > 0) {
                    int bytes = (int) Math.min(left, buffer.length);
                    if (in.readNBytes(buffer, 0, bytes) < bytes) {
                        throw new IllegalArgumentException(
                                "external data: expected %d more bytes in %s, found its end".formatted(left, location));
                    }
                    ByteBuffer values = ByteBuffer.wrap(buffer, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
                    while (values.hasRemaining()) {
                        consumer.accept(type.next(values));
                    }
                    left -= bytes;
                }
            }
        }
    }
}
