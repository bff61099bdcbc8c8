package io.lossatlas.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes numbers of eight bytes, the least significant first; the stream stays the caller's. */
final class LittleEndian {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    LittleEndian(OutputStream out) {
        this.out = out;
    }

    void put(double value) throws IOException {
        room();
        buffer.putDouble(value);
    }

    void put(long value) throws IOException {
        room();
        buffer.putLong(value);
    }

    void put(double[] values) throws IOException {
        for (double value : values) {
            put(value);
        }
    }

    void put(long[] values) throws IOException {
        for (long value : values) {
            put(value);
        }
    }

    void put(String text) throws IOException {
        flush();
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands what is buffered to the stream. */
    void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void room() throws IOException {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
    }
}
