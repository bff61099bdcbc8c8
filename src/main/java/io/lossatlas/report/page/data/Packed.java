package io.lossatlas.report.page.data;

import java.util.Arrays;
import java.util.Base64;

/**
 * Numbers in a few bytes each, the most significant first, as base64: what a page with many surfaces can afford.
 *
 * <p>Three bytes are a float without its last eight bits, rounded to nearest: five significant digits. Two are one without
 * its last sixteen: two digits. What is finite stays finite, however large.
 */
public final class Packed {
    /** Stands for a share that there is not. */
    public static final int NO_SHARE = 0xffff;

    private static final int MOST_SHARE = 0xfffe;
    private static final int BYTE = 8;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Adds a number of three bytes, relative error up to 2^-16. */
    public Packed number(double value) {
        return append(rounded(value, BYTE), 3);
    }

    /** Adds a number of two bytes, relative error up to 2^-8. */
    public Packed coarse(double value) {
        return append(rounded(value, 2 * BYTE), 2);
    }

    /** Adds a number from 0 to 1 of two bytes, or that there is none. */
    public Packed share(double value) {
        return append(Double.isNaN(value) ? NO_SHARE : (int) Math.round(value * MOST_SHARE), 2);
    }

    /** Numbers of three bytes each. */
    public static String numbers(double... values) {
        Packed packed = new Packed();
        for (double value : values) {
            packed.number(value);
        }
        return packed.base64();
    }

    /** A bit for each mark, the first in the highest of a byte. */
    public static String bits(boolean[] marks) {
        byte[] bytes = new byte[(marks.length + BYTE - 1) / BYTE];
        for (int n = 0; n < marks.length; n++) {
            bytes[n / BYTE] |= (byte) (marks[n] ? 1 << (BYTE - 1 - n % BYTE) : 0);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What was added, as text. */
    public String base64() {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
    }

    private static int rounded(double value, int bits) {
        if (!Double.isFinite(value)) {
            return Float.floatToIntBits((float) value) >>> bits;
        }
        int largest = Float.floatToIntBits(Float.MAX_VALUE) >>> bits;
        int magnitude = Float.floatToIntBits((float) Math.min(Math.abs(value), Float.MAX_VALUE));
        int rounded = Math.min(largest, (magnitude + (1 << (bits - 1))) >>> bits);
        int sign = value < 0 ? 1 << (Integer.SIZE - 1 - bits) : 0;
        return rounded | sign;
    }

    private Packed append(int bits, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        for (int n = count - 1; n >= 0; n--) {
            bytes[length++] = (byte) (bits >>> (BYTE * n));
        }
        return this;
    }
}
