package io.lossatlas.data;

import java.io.Serializable;
import java.util.List;

/**
 * Images with their labels, or with the numbers that a network is to give. Immutable by agreement: the arrays are shared by all tasks of an executor and are never
 * written to.
 */
public final class LabelledImages implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Pixels pixels;
    private final Targets targets;
    private final ImageShape shape;

    /** Checks that values and targets speak of the same images. */
    private LabelledImages(Pixels pixels, Targets targets, ImageShape shape) {
        if (pixels.count() != (long) targets.count() * shape.size()) {
            throw new IllegalArgumentException(
                    "%d pixels do not make %d images of %s".formatted(pixels.count(), targets.count(), shape));
        }
        this.pixels = pixels;
        this.targets = targets;
        this.shape = shape;
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
        return ofBytes(pixels, new Targets.Labels(labels, classes), shape, normalisation);
    }

    /** The same with targets of either kind. */
    static LabelledImages ofBytes(byte[] pixels, Targets targets, ImageShape shape, Normalisation normalisation) {
        if (normalisation.channels().size() != shape.channels()) {
            throw new IllegalArgumentException("a normalisation of %d channels for images of %s"
                    .formatted(normalisation.channels().size(), shape));
        }
        return new LabelledImages(new BytePixels(pixels, normalisation), targets, shape);
    }

    /**
     * Images whose values are a network's inputs.
     *
     * @param inputs {@code float[count][channels][height][width]} in C order
     * @param labels {@code int[count]}, each from 0 and below {@code classes}
     */
    public static LabelledImages ofFloats(float[] inputs, int[] labels, ImageShape shape, int classes) {
        return ofFloats(inputs, new float[shape.channels()], new Targets.Labels(labels, classes), shape);
    }

    /**
     * Images whose values are a network's inputs, with numbers that it is to give.
     *
     * @param inputs {@code float[count][channels][height][width]} in C order
     * @param targets {@code double[count][outputs]} in C order
     * @param outputs how many numbers of an example, at least 1
     */
    public static LabelledImages ofNumbers(float[] inputs, double[] targets, ImageShape shape, int outputs) {
        return ofFloats(inputs, new float[shape.channels()], new Targets.Numbers(targets, outputs), shape);
    }

    /**
     * The same of values that were scaled.
     *
     * @param zeros {@code float[channels]}: what 0 was scaled to in each channel
     */
    static LabelledImages ofFloats(float[] inputs, float[] zeros, Targets targets, ImageShape shape) {
        return new LabelledImages(new FloatPixels(inputs, zeros), targets, shape);
    }

    /** The shape of an image. */
    public ImageShape shape() {
        return shape;
    }

    /** Whether images have labels; else they have numbers. */
    public boolean hasLabels() {
        return targets instanceof Targets.Labels;
    }

    /** Number of outputs that a network has for an image: of labels the classes. */
    public int outputs() {
        return targets.outputs();
    }

    /**
     * What an output should be for an image: its number; of labels 1 at the label and 0 elsewhere.
     *
     * @param output from 0 and below {@link #outputs()}
     */
    public double target(int image, int output) {
        return targets.target(image, output);
    }

    /**
     * Number of classes.
     *
     * @throws IllegalStateException when images have numbers
     */
    public int classes() {
        return asLabels().classes();
    }

    /** Number of images. */
    public int count() {
        return targets.count();
    }

    /**
     * The label of an image, from 0.
     *
     * @throws IllegalStateException when images have numbers
     */
    public int label(int image) {
        return asLabels().labels()[image];
    }

    /**
     * A copy of all labels.
     *
     * @throws IllegalStateException when images have numbers
     */
    public int[] labels() {
        return asLabels().labels().clone();
    }

    private Targets.Labels asLabels() {
        if (targets instanceof Targets.Labels labels) {
            return labels;
        }
        throw new IllegalStateException("images with numbers in place of labels");
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
                pixels.first(Math.multiplyExact(examples, shape.size())), targets.first(examples), shape);
    }

    /**
     * Windows of some of the images, copied, with their targets; beyond an image its files hold 0.
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
        return new LabelledImages(pixels.taken(sources), targets.taken(images), shape);
    }

    /** The same images with other labels. */
    public LabelledImages labelled(int... others) {
        return new LabelledImages(pixels, new Targets.Labels(others, classes()), shape);
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
