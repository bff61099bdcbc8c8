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
                            "x.npy", npy("|u1", extents, x), "y.npy", npy("|u1", "(%d,)".formatted(count), y))
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file.toByteArray();
    }

    /**
     * Normal vectors of float32 with as many normal numbers to fit.
     *
     * @param type of the numbers: {@code <f4} or {@code <f8}
     * @param extents of the numbers of an example, like {@code ", 3"}; nothing where it has one alone
     */
    public static void writeNumbers(Path folder, int inputs, String type, String extents, int train, int test)
            throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train.npz"), numbers(inputs, type, extents, train, 1));
        Files.write(folder.resolve("test.npz"), numbers(inputs, type, extents, test, 2));
    }

    private static byte[] numbers(int inputs, String type, String extents, int count, long seed) throws IOException {
        int outputs = extents.isEmpty() ? 1 : Integer.parseInt(extents.replaceAll("[^0-9]", ""));
        Random random = new Random(seed);
        String all = "(%d,%s)".formatted(count, extents.replaceFirst(",", ""));
        byte[] x = normal(random, "<f4", count * inputs);
        byte[] y = normal(random, type, count * outputs);
        return archive(npy("<f4", "(%d, %d)".formatted(count, inputs), x), npy(type, all, y));
    }

    /** Two arrays as numpy's archive has them. */
    static byte[] archive(byte[] x, byte[] y) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(x);
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(y);
        }
        return file.toByteArray();
    }

    private static byte[] normal(Random random, String type, int count) {
        boolean wide = type.equals("<f8");
        ByteBuffer values =
                ByteBuffer.allocate(count * (wide ? Double.BYTES : Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < count; n++) {
            if (wide) {
                values.putDouble(random.nextGaussian());
            } else {
                values.putFloat((float) random.nextGaussian());
            }
        }
        return values.array();
    }

    /** An array of a type as numpy spells it. */
    static byte[] npy(String type, String extents, byte[] values) {
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, extents);
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
