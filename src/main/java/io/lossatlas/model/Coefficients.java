package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * A float row vector as {@code Nd4j.write} lays it out, big-endian: a buffer of eight longs that describe the array
 * (rank, shape, strides, type, element stride, order) and the buffer of its values, each after its allocation mode,
 * length and type.
 */
final class Coefficients {
    private static final String ALLOCATION = "MIXED_DATA_TYPES";
    private static final long RANK = 2;
    private static final int DESCRIPTION = 8;
    private static final long FLOAT_TYPE = 8192;

    private Coefficients() {}

    static void write(float[] values, DataOutputStream out) throws IOException {
        header(DESCRIPTION, "LONG", out);
        for (long number : new long[] {RANK, 1, values.length, 1, 1, FLOAT_TYPE, 1, 'c'}) {
            out.writeLong(number);
        }
        header(values.length, "FLOAT", out);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static void header(long length, String type, DataOutputStream out) throws IOException {
        out.writeUTF(ALLOCATION);
        out.writeLong(length);
        out.writeUTF(type);
    }

    /** Reads exactly {@code size} values; allocates for no other number. */
    static float[] read(DataInputStream in, int size, String source) throws IOException {
        try {
            expectHeader(in, DESCRIPTION, "LONG", source);
            long[] description = new long[DESCRIPTION];
            for (int n = 0; n < DESCRIPTION; n++) {
                description[n] = in.readLong();
            }
            expect("rank of the array", RANK, description[0], source);
            expect("number of rows", 1L, description[1], source);
            expect("number of parameters", (long) size, description[2], source);
            expectHeader(in, size, "FLOAT", source);
            float[] values = new float[size];
            for (int n = 0; n < size; n++) {
                values[n] = in.readFloat();
            }
            expect("bytes after the last value", -1, in.read(), source);
            return values;
        } catch (EOFException e) {
            throw new RefusedException(
                    "%s: %s: expected %d values, found its end before the last"
                            .formatted(source, ModelFile.COEFFICIENTS, size),
                    e);
        }
    }

    private static void expectHeader(DataInputStream in, long length, String type, String source) throws IOException {
        expect("allocation mode", ALLOCATION, in.readUTF(), source);
        expect("length of the " + type + " buffer", length, in.readLong(), source);
        expect("type of the buffer", type, in.readUTF(), source);
    }

    private static void expect(String what, Object expected, Object found, String source) {
        if (!expected.equals(found)) {
            throw new RefusedException("%s: %s: %s: expected %s, found %s"
                    .formatted(source, ModelFile.COEFFICIENTS, what, expected, found));
        }
    }
}
