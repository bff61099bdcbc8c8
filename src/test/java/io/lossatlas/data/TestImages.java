package io.lossatlas.data;

/** Images of bytes with labels of bytes. */
public final class TestImages {
    private TestImages() {}

    /** Normalised as MNIST in every channel. */
    public static LabelledImages of(byte[] pixels, byte[] labels, ImageShape shape, int classes) {
        return of(pixels, labels, shape, classes, Normalisation.mnist(shape.channels()));
    }

    /** With a normalisation. */
    public static LabelledImages of(
            byte[] pixels, byte[] labels, ImageShape shape, int classes, Normalisation normalisation) {
        int[] numbers = new int[labels.length];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = labels[n] & 0xff;
        }
        return LabelledImages.ofBytes(pixels, numbers, shape, classes, normalisation);
    }
}
