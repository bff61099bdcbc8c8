package io.lossatlas.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Images with their labels. Immutable by agreement: the arrays are shared by all tasks of an executor and are never
 * written to.
 */
public final class LabelledImages implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Pixels pixels;
    private final int[] labels;
    private final ImageShape shape;
    private final int classes;

    /** Checks that values and labels speak of the same images. */
    private LabelledImages(Pixels pixels, int[] labels, ImageShape shape, int classes) {
        if (pixels.count() != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException(
                    "%d pixels do not make %d images of %s".formatted(pixels.count(), labels.length, shape));
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("a label %d where there are %d classes".formatted(label, classes));
            }
        }
        this.pixels = pixels;
        this.labels = labels;
        this.shape = shape;
        this.classes = classes;
    }

    /**
     * Images of unsigned bytes.
     *
     * @param pixels {@code byte[count][channels][height][width]} in C order
     * @param labels {@code int[count]}, each from 0 and below {@code classes}
     * @param shape of an image
     * @param classes number of classes that a label may name
     * @param normalisation what makes a network's inputs of the pixels, with as many channels as an image
     */
    public static LabelledImages ofBytes(
            byte[] pixels, int[] labels, ImageShape shape, int classes, Normalisation normalisation) {
        if (normalisation.channels().size() != shape.channels()) {
            throw new IllegalArgumentException("a normalisation of %d channels for images of %s"
                    .formatted(normalisation.channels().size(), shape));
        }
        return new LabelledImages(new BytePixels(pixels, normalisation), labels, shape, classes);
    }

    /**
     * Images whose values are a network's inputs.
     *
     * @param inputs {@code float[count][channels][height][width]} in C order
     * @param labels {@code int[count]}, each from 0 and below {@code classes}
     */
    public static LabelledImages ofFloats(float[] inputs, int[] labels, ImageShape shape, int classes) {
        return ofFloats(inputs, new float[shape.channels()], labels, shape, classes);
    }

    /**
     * The same of values that were scaled.
     *
     * @param zeros {@code float[channels]}: what 0 was scaled to in each channel
     */
    static LabelledImages ofFloats(float[] inputs, float[] zeros, int[] labels, ImageShape shape, int classes) {
        return new LabelledImages(new FloatPixels(inputs, zeros), labels, shape, classes);
    }

    /** The shape of an image. */
    public ImageShape shape() {
        return shape;
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** The label of an image, from 0. */
    public int label(int image) {
        return labels[image];
    }

    /** A copy of all labels. */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * A network's input for one value.
     *
     * @param channel of the value
     * @param at its index among all values of all images
     */
    public float input(int channel, int at) {
        return pixels.input(channel, at);
    }

    /**
     * A network's input of one image.
     *
     * @param into {@code float[channels][height][width]} from {@code at} on
     */
    public void inputs(int image, float[] into, int at) {
        int from = image * shape.size();
        for (int n = 0; n < shape.size(); n++) {
            into[at + n] = pixels.input(n / shape.pixels(), from + n);
        }
    }

    /** The first {@code examples} images, copied. */
    public LabelledImages first(int examples) {
        return new LabelledImages(
                pixels.first(Math.multiplyExact(examples, shape.size())),
                Arrays.copyOf(labels, examples),
                shape,
                classes);
    }

    /**
     * Windows of some of the images, copied, with their labels; beyond an image its files hold 0.
     *
     * @param images which, in the order of the result
     * @param crops the window of each
     */
    public LabelledImages cropped(int[] images, List<Crop> crops) {
        int[] sources = new int[Math.multiplyExact(images.length, shape.size())];
        int at = 0;
        for (int n = 0; n < images.length; n++) {
            for (int c = 0; c < shape.channels(); c++) {
                int channel = images[n] * shape.size() + c * shape.pixels();
                for (int p = 0; p < shape.pixels(); p++) {
                    int source = crops.get(n).source(shape, p / shape.width(), p % shape.width());
                    sources[at++] = source < 0 ? -1 - c : channel + source;
                }
            }
        }
        int[] theirs = Arrays.stream(images).map(image -> labels[image]).toArray();
        return new LabelledImages(pixels.taken(sources), theirs, shape, classes);
    }

    /** The same images with other labels. */
    public LabelledImages labelled(int... others) {
        return new LabelledImages(pixels, others, shape, classes);
    }

    /**
     * The unsigned bytes that the images are.
     *
     * @throws IllegalStateException when they are not bytes
     */
    public byte[] bytes() {
        return asBytes().values();
    }

    /**
     * What makes inputs of the bytes.
     *
     * @throws IllegalStateException when they are not bytes
     */
    public Normalisation normalisation() {
        return asBytes().normalisation();
    }

    private BytePixels asBytes() {
        if (pixels instanceof BytePixels bytes) {
            return bytes;
        }
        throw new IllegalStateException("images of floats");
    }
}
