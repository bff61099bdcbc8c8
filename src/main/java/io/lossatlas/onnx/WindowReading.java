package io.lossatlas.onnx;

import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.Arrays;

/**
 * The attributes of a convolution or pooling.
 *
 * @param image what it reads
 */
record WindowReading(OnnxNode node, TensorShape image) {
    private static final long[] ONES = {1, 1};

    /** The window of a convolution whose weight has this extent. */
    Window convolution(int height, int width) {
        long[] kernel = {height, width};
        node.wholes("kernel_shape").ifPresent(found -> {
            if (!Arrays.equals(found, kernel)) {
                throw new IllegalArgumentException("expected kernel_shape %s, the weight's, found %s"
                        .formatted(Arrays.toString(kernel), Arrays.toString(found)));
            }
        });
        return window(kernel, padding(kernel));
    }

    /** The window of a pooling. */
    Window pooling() {
        long[] kernel = pair("kernel_shape", null);
        long[] padding = padding(kernel);
        if (isExtended()) {
            padding[2] += missing(0, kernel, padding);
            padding[3] += missing(1, kernel, padding);
        }
        return window(kernel, padding);
    }

    /** The window that sees all of an image. */
    Window whole() {
        return new Window(image.height(), image.width(), 1, 1, 0, 0, 0, 0, 1, 1);
    }

    /** Whether a window that reaches beyond the end counts as a place. */
    boolean isExtended() {
        return node.whole("ceil_mode", 0) != 0;
    }

    /** Rows or columns that are missing to the last place of a window that reaches beyond the end, but begins before it. */
    private long missing(int side, long[] kernel, long[] padding) {
        long extent = side == 0 ? image.height() : image.width();
        long stride = pair("strides", ONES)[side];
        long span = (kernel[side] - 1) * pair("dilations", ONES)[side] + 1;
        long length = extent + padding[side] + padding[side + 2] - span;
        long places = (length + stride - 1) / stride;
        boolean begins = places * stride < extent + padding[side];
        return begins ? Math.max(0, places * stride - length) : 0;
    }

    private Window window(long[] kernel, long[] padding) {
        long[] strides = pair("strides", ONES);
        long[] dilations = pair("dilations", ONES);
        return new Window(
                Math.toIntExact(kernel[0]),
                Math.toIntExact(kernel[1]),
                Math.toIntExact(strides[0]),
                Math.toIntExact(strides[1]),
                Math.toIntExact(padding[0]),
                Math.toIntExact(padding[1]),
                Math.toIntExact(padding[2]),
                Math.toIntExact(padding[3]),
                Math.toIntExact(dilations[0]),
                Math.toIntExact(dilations[1]));
    }

    /** Padding above, left, below, right. */
    private long[] padding(long[] kernel) {
        String automatic = node.text("auto_pad", "NOTSET");
        long[] padding = new long[4];
        switch (automatic) {
            case "NOTSET" -> {
                long[] given = node.wholes("pads").orElse(padding);
                if (given.length != padding.length) {
                    throw new IllegalArgumentException("expected four pads, found " + Arrays.toString(given));
                }
                return given.clone();
            }
            case "VALID" -> {
                return padding;
            }
            case "SAME_UPPER", "SAME_LOWER" -> {
                for (int side = 0; side < 2; side++) {
                    long all = same(side, kernel);
                    long less = all / 2;
                    padding[side] = automatic.equals("SAME_UPPER") ? less : all - less;
                    padding[side + 2] = all - padding[side];
                }
                return padding;
            }
            default ->
                throw new IllegalArgumentException(
                        "expected auto_pad NOTSET, VALID, SAME_UPPER or SAME_LOWER, found " + automatic);
        }
    }

    /** Padding of a side that gives as many places as the image has values over the stride. */
    private long same(int side, long[] kernel) {
        long extent = side == 0 ? image.height() : image.width();
        long stride = Math.max(1, pair("strides", ONES)[side]);
        long span = (kernel[side] - 1) * pair("dilations", ONES)[side] + 1;
        return Math.max(0, ((extent + stride - 1) / stride - 1) * stride + span - extent);
    }

    private long[] pair(String attribute, long[] missing) {
        long[] found = node.wholes(attribute).orElse(missing);
        if (found == null || found.length != 2 || Math.max(found[0], found[1]) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected two numbers as %s, found %s"
                    .formatted(attribute, found == null ? "none" : Arrays.toString(found)));
        }
        return found;
    }
}
