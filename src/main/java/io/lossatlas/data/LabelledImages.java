package io.lossatlas.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Grey-scale images with their labels, as the bytes of the files. Immutable by agreement: the arrays are shared by all
 * tasks of an executor and are never written to.
 *
 * @param pixels {@code byte[count * height * width]}, unsigned, image after image, row after row
 * @param labels {@code byte[count]}, each from 0 to 9
 * @param height rows of an image
 * @param width columns of an image
 */
public record LabelledImages(byte[] pixels, byte[] labels, int height, int width) implements Serializable {

    /** Number of classes that a label may name. */
    public static final int CLASSES = 10;

    /** Checks that pixels and labels speak of the same number of images. */
    public LabelledImages {
        if (height < 1 || width < 1 || pixels.length != (long) labels.length * height * width) {
            throw new IllegalArgumentException("%d pixels do not make %d images of %d x %d"
                    .formatted(pixels.length, labels.length, height, width));
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Pixels of one image. */
    public int pixelsPerImage() {
        return height * width;
    }

    /** The label of an image, 0 to 9. */
    public int label(int image) {
        return labels[image];
    }

    /** The first {@code examples} images, copied. */
    public LabelledImages first(int examples) {
        return new LabelledImages(
                Arrays.copyOf(pixels, Math.multiplyExact(examples, pixelsPerImage())),
                Arrays.copyOf(labels, examples),
                height,
                width);
    }
}
