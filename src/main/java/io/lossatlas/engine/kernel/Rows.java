package io.lossatlas.engine.kernel;

import java.util.Arrays;

/** The pixels of a tensor channel after channel, row after row, without borders, as a vector {@code [n][16]}, and back. */
public final class Rows {
    private static final int L = Lanes.LOGICAL;

    private Rows() {}

    /** Copies the pixels of an image into a vector. */
    public static void gather(Tensor image, Tensor vector) {
        Shape shape = image.shape();
        int floats = shape.width() * L;
        int into = vector.at(0, 0, 0);
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                System.arraycopy(image.data(), image.at(c, y, 0), vector.data(), into, floats);
                into += floats;
            }
        }
    }

    /** Adds a vector to the pixels of an image. */
    public static void addScattered(Tensor vector, Tensor image) {
        Shape shape = image.shape();
        int floats = shape.width() * L;
        int from = vector.at(0, 0, 0);
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                add(vector.data(), from, image.data(), image.at(c, y, 0), floats);
                from += floats;
            }
        }
    }

    /** Makes a whole tensor zero. */
    public static void clear(Tensor tensor) {
        int first = tensor.offset();
        Arrays.fill(tensor.data(), first, first + tensor.shape().size(), 0);
    }

    private static void add(float[] from, int at, float[] to, int into, int floats) {
        for (int n = 0; n < floats; n++) {
            to[into + n] += from[at + n];
        }
    }
}
