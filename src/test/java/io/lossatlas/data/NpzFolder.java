package io.lossatlas.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of {@code train.npz} and {@code test.npz}, as numpy writes them. */
public final class NpzFolder {
    private static final int HEADER = 118;

    private NpzFolder() {}

    /** Random images of bytes; example n is of class n modulo the number of classes. */
    public static void write(Path folder, ImageShape shape, int classes, int train, int test) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train.npz"), npz(shape, classes, train, 1));
        Files.write(folder.resolve("test.npz"), npz(shape, classes, test, 2));
    }

    private static byte[] npz(ImageShape shape, int classes, int count, long seed) throws IOException {
        byte[] x = new byte[count * shape.size()];
        new Random(seed).nextBytes(x);
        byte[] y = new byte[count];
        for (int n = 0; n < count; n++) {
            y[n] = (byte) (n % classes);
        }
        String extents = "(%d, %d, %d, %d)".formatted(count, shape.channels(), shape.height(), shape.width());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : Map.of(
                            "x.npy", npy(extents, x), "y.npy", npy("(%d,)".formatted(count), y))
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file.toByteArray();
    }

    private static byte[] npy(String extents, byte[] values) {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }".formatted(extents);
        byte[] text = (header + " ".repeat(HEADER - 1 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + text.length + values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length)
                .put(text)
                .put(values)
                .array();
    }
}
