package io.lossatlas.data;

/** What turns a pixel byte into a network's input: {@code (pixel / 255 - 0.1307) / 0.3081}, MNIST's mean and deviation. */
public final class Normalisation {
    /** Mean of MNIST's training pixels, as a share of 255. */
    public static final double MEAN = 0.1307;

    /** Standard deviation of MNIST's training pixels, as a share of 255. */
    public static final double DEVIATION = 0.3081;

    private static final float[] INPUT = table();

    private Normalisation() {}

    /** The input for each of the 256 values of an unsigned pixel, computed in double and rounded once; a fresh copy. */
    public static float[] inputs() {
        return INPUT.clone();
    }

    /** The input for one pixel byte. */
    public static float input(byte pixel) {
        return INPUT[pixel & 0xff];
    }

    private static float[] table() {
        float[] inputs = new float[256];
        for (int pixel = 0; pixel < inputs.length; pixel++) {
            inputs[pixel] = (float) ((pixel / 255.0 - MEAN) / DEVIATION);
        }
        return inputs;
    }
}
