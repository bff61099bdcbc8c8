package io.lossatlas.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of numpy's arrays, in its
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a> 1.0 to 3.0, read from front to
 * back: the header when it is made, the values when they are asked for.
 */
final class NpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern HEADER = Pattern.compile("\\s*\\{\\s*'descr':\\s*'([^']{1,16})',\\s*"
            + "'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9, ]{0,200})\\),?\\s*\\}\\s*");
    private static final Pattern EXTENT = Pattern.compile("[0-9]{1,10}");
    /** Bytes of each type of whole numbers, little-endian; a type that begins with {@code u} has no sign. */
    private static final Map<String, Integer> WHOLE =
            Map.of("|u1", 1, "|i1", 1, "<u2", 2, "<i2", 2, "<u4", 4, "<i4", 4, "<u8", 8, "<i8", 8);

    /** Bytes of each type of floats, little-endian. */
    private static final Map<String, Integer> REAL = Map.of("<f4", Float.BYTES, "<f8", Double.BYTES);

    /** Values that are checked at a time. */
    private static final int BLOCK = 1 << 13;

    private final ContentReader file;
    private final String type;
    private final List<Long> shape;

    /** Reads the header. */
    NpyArray(ContentReader file) {
        this.file = file;
        byte[] magic = file.body(MAGIC.length, MAGIC.length, "numpy's magic number");
        if (!Arrays.equals(magic, MAGIC)) {
            throw new DataFileException(file.file(), 0, "an array of numpy", "other bytes");
        }
        byte[] version = file.body(2, 2, "the version");
        if (version[0] < 1 || version[0] > 3) {
            throw new DataFileException(
                    file.file(), MAGIC.length, "version 1, 2 or 3 of numpy's format", Integer.toString(version[0]));
        }
        int bytes = version[0] == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer size = ByteBuffer.wrap(file.body(bytes, bytes, "the length of the header"))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes == Short.BYTES ? size.getShort() & 0xffffL : size.getInt() & 0xffffffffL;
        if (length > LONGEST_HEADER) {
            throw new DataFileException(
                    file.file(), file.offset(), "a header of at most %d bytes".formatted(LONGEST_HEADER), length + "");
        }
        long at = file.offset();
        String header = new String(file.body(length, (int) length, "the header"), StandardCharsets.ISO_8859_1).strip();
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new DataFileException(
                    file.file(), at, "a header of descr, fortran_order and shape", abbreviated(header));
        }
        this.type = matcher.group(1);
        this.shape = extents(matcher.group(3))
                .orElseThrow(() -> new DataFileException(
                        file.file(), at, "extents from 1 to 9999999999", "(" + matcher.group(3) + ")"));
        if (matcher.group(2).equals("True")) {
            throw new DataFileException(file.file(), at, "values in C order", "Fortran order");
        }
    }

    private static Optional<List<Long>> extents(String text) {
        List<String> parts = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        boolean sound = parts.stream().allMatch(part -> EXTENT.matcher(part).matches() && Long.parseLong(part) > 0);
        return sound ? Optional.of(parts.stream().map(Long::valueOf).toList()) : Optional.empty();
    }

    private static String abbreviated(String header) {
        String shown = header.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "..." : shown;
    }

    /** Its type as numpy spells it, like {@code <f4}. */
    String type() {
        return type;
    }

    /** Its extents, each at least 1. */
    List<Long> shape() {
        return shape;
    }

    /** The extents as numpy shows them. */
    String shapeText() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Where it is read from. */
    ContentReader file() {
        return file;
    }

    /** Whether its values are whole numbers. */
    boolean isWhole() {
        return WHOLE.containsKey(type);
    }

    /** Whether its values are floats of 32 or 64 bits. */
    boolean isReal() {
        return REAL.containsKey(type);
    }

    /** The first values of an array of unsigned bytes, which is read to its end. */
    byte[] bytes(long count, int keep) {
        byte[] kept = file.body(count, keep, "values");
        file.end();
        return kept;
    }

    /** The first values of an array of floats, which is read to its end. */
    float[] floats(long count, int keep) {
        long from = file.offset();
        byte[] kept = file.body(count * Float.BYTES, keep * Float.BYTES, "values");
        file.end();
        float[] values = new float[keep];
        ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        for (int n = 0; n < keep; n++) {
            if (!Float.isFinite(values[n])) {
                throw new DataFileException(
                        file.file(), from + (long) n * Float.BYTES, "finite values", Float.toString(values[n]));
            }
        }
        return values;
    }

    /**
     * The first values of an array of floats of either width, which is read and checked to its end.
     *
     * @param keep how many
     */
    double[] numbers(long count, int keep) {
        int bytes = REAL.get(type);
        double[] kept = new double[Math.min(keep, BLOCK)];
        for (long at = 0; at < count; at += BLOCK) {
            int here = (int) Math.min(BLOCK, count - at);
            long from = file.offset();
            ByteBuffer body = ByteBuffer.wrap(file.body((long) here * bytes, here * bytes, "values"))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (at < keep && at + here > kept.length) {
                kept = Arrays.copyOf(kept, (int) Math.min(keep, 2L * kept.length));
            }
            for (int n = 0; n < here; n++) {
                double value = bytes == Float.BYTES ? body.getFloat() : body.getDouble();
                if (!Double.isFinite(value)) {
                    throw new DataFileException(
                            file.file(), from + (long) n * bytes, "finite values", Double.toString(value));
                }
                if (at + n < keep) {
                    kept[(int) at + n] = value;
                }
            }
        }
        file.end();
        return kept;
    }

    /**
     * All values of an array of whole numbers, which is read to its end.
     *
     * @param below what each must be under
     */
    int[] whole(int count, int below) {
        int bytes = WHOLE.get(type);
        long from = file.offset();
        ByteBuffer body = ByteBuffer.wrap(file.body((long) count * bytes, count * bytes, "values"))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.end();
        int[] values = new int[count];
        for (int n = 0; n < count; n++) {
            long value = value(body, bytes);
            if (value < 0 || value >= below) {
                throw new DataFileException(
                        file.file(),
                        from + (long) n * bytes,
                        "a label from 0 to %d".formatted(below - 1),
                        type.charAt(1) == 'u' ? Long.toUnsignedString(value) : Long.toString(value));
            }
            values[n] = (int) value;
        }
        return values;
    }

    private long value(ByteBuffer body, int bytes) {
        boolean signed = type.charAt(1) == 'i';
        return switch (bytes) {
            case Byte.BYTES -> signed ? body.get() : body.get() & 0xff;
            case Short.BYTES -> signed ? body.getShort() : body.getShort() & 0xffff;
            case Integer.BYTES -> signed ? body.getInt() : body.getInt() & 0xffffffffL;
            default -> body.getLong();
        };
    }
}
