package io.lossatlas.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Images with their labels, as the bytes of the files. Immutable by agreement: the arrays are shared by all tasks of an
 * executor and are never written to.
 *
 * @param pixels {@code byte[count][channels][height][width]} in C order, unsigned
 * @param labels {@code byte[count]}, unsigned, each below {@code classes}
 * @param shape of an image
 * @param classes number of classes that a label may name
 * @param normalisation what makes a network's inputs of the pixels, with as many channels as an image
 */
public record LabelledImages(byte[] pixels, byte[] labels, ImageShape shape, int classes, Normalisation normalisation)
        implements Serializable {

    /** Checks that pixels, labels and normalisation speak of the same images. */
    public LabelledImages {
        if (pixels.length != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException(
                    "%d pixels do not make %d images of %s".formatted(pixels.length, labels.length, shape));
        }
        if (normalisation.channels().size() != shape.channels()) {
            throw new IllegalArgumentException("a normalisation of %d channels for images of %s"
                    .formatted(normalisation.channels().size(), shape));
        }
        for (byte label : labels) {
            if ((label & 0xff) >= classes) {
                throw new IllegalArgumentException(
                        "a label %d where there are %d classes".formatted(label & 0xff, classes));
            }
        }
    }

    /** Images that are normalised by MNIST's mean and deviation in every channel. */
    public LabelledImages(byte[] pixels, byte[] labels, ImageShape shape, int classes) {
        this(pixels, labels, shape, classes, Normalisation.mnist(shape.channels()));
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** The label of an image, from 0. */
    public int label(int image) {
        return labels[image] & 0xff;
    }

    /**
     * A network's input of one image, normalised.
     *
     * @param into {@code float[channels][height][width]} from {@code at} on
     */
    public void inputs(int image, float[] into, int at) {
        int from = image * shape.size();
        for (int n = 0; n < shape.size(); n++) {
            into[at + n] = normalisation.input(n / shape.pixels(), pixels[from + n]);
        }
    }

    /** The first {@code examples} images, copied. */
    public LabelledImages first(int examples) {
        return new LabelledImages(
                Arrays.copyOf(pixels, Math.multiplyExact(examples, shape.size())),
                Arrays.copyOf(labels, examples),
                shape,
                classes,
                normalisation);
    }
}
