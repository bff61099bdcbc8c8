package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Shape;
import java.util.Arrays;

/** Where the elements of a value, counted in C order, lie in its tensor. */
public final class Offsets {
    private Offsets() {}

    /** For each element the distance of its pixel's first lane from the tensor's first float. */
    public static int[] of(Shape shape) {
        int[] offsets = new int[shape.channels() * shape.pixels()];
        int n = 0;
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    offsets[n++] = shape.at(c, y, x);
                }
            }
        }
        return offsets;
    }

    /** Likewise, for some of the elements. */
    public static int[] of(Shape shape, int[] elements) {
        int[] all = of(shape);
        return Arrays.stream(elements).map(element -> all[element]).toArray();
    }
}
