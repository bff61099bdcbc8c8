package io.lossatlas.onnx.file;

import java.io.IOException;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Counts what a model's bytes hold before messages are made of it: an empty message takes two bytes in a file and a hundred in memory,
 * so a file may not have any number of them. Values of tensors, which are what makes an honest file large, take in memory what
 * they take in the file.
 */
final class MessageCounts {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int MOST_FIELDS = 500_000;
    private static final int MOST_FIELDS_OF_TENSOR = 1_000;
    private static final long MOST_BYTES_BESIDE_TENSORS = 64L << 20;

    private final CodedInputStream in;
    private int fields;
    private long besideTensors;

    private MessageCounts(CodedInputStream in) {
        this.in = in;
    }

    /**
     * Counts.
     *
     * @throws IllegalArgumentException where there is more than a network has
     * @throws InvalidProtocolBufferException where it is no protobuf
     */
    static void require(byte[] bytes) throws InvalidProtocolBufferException {
        try {
            new MessageCounts(CodedInputStream.newInstance(bytes)).model();
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private void model() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isMessage(tag, MODEL_GRAPH)) {
                int limit = in.pushLimit(in.readRawVarint32());
                graph();
                in.popLimit(limit);
            } else {
                beside(tag);
            }
        }
    }

    private void graph() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isMessage(tag, GRAPH_INITIALIZER)) {
                int limit = in.pushLimit(in.readRawVarint32());
                tensor();
                in.popLimit(limit);
                count();
            } else {
                beside(tag);
            }
        }
    }

    private void tensor() throws IOException {
        int found = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            skip(tag);
            found++;
            if (found > MOST_FIELDS_OF_TENSOR) {
                throw new IllegalArgumentException(
                        "expected at most %d fields of an initializer, found more".formatted(MOST_FIELDS_OF_TENSOR));
            }
        }
    }

    private void beside(int tag) throws IOException {
        int start = in.getTotalBytesRead();
        skip(tag);
        besideTensors += in.getTotalBytesRead() - start;
        if (besideTensors > MOST_BYTES_BESIDE_TENSORS) {
            throw new IllegalArgumentException("expected at most %d bytes of nodes and their constants, found more"
                    .formatted(MOST_BYTES_BESIDE_TENSORS));
        }
        count();
    }

    private void count() {
        fields++;
        if (fields > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "expected at most %d nodes and initializers, found more".formatted(MOST_FIELDS));
        }
    }

    private void skip(int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that has not begun");
        }
    }

    private static boolean isMessage(int tag, int field) {
        return WireFormat.getTagFieldNumber(tag) == field
                && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
