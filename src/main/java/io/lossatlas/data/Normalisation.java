package io.lossatlas.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * What turns a pixel byte into a network's input: {@code (pixel / 255 - mean) / deviation}, for each channel its own,
 * computed in double and rounded once.
 */
public final class Normalisation implements Serializable {
    /** Mean of MNIST's training pixels, as a share of 255. */
    public static final double MEAN = 0.1307;

    /** Standard deviation of MNIST's training pixels, as a share of 255. */
    public static final double DEVIATION = 0.3081;

    private static final long serialVersionUID = 1L;
    private static final int BYTES = 256;
    private static final Channel MNIST = new Channel(MEAN, DEVIATION);

    private final List<Channel> channels;
    private final float[][] inputs;

    /**
     * Mean and deviation of a channel.
     *
     * @param mean as a share of 255
     * @param deviation as a share of 255, positive
     */
    public record Channel(double mean, double deviation) implements Serializable {
        /** Checks the deviation. */
        public Channel {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("expected a positive deviation, found " + deviation);
            }
        }

        /** The input for a value, computed in double and rounded once. */
        float input(double value) {
            return (float) ((value - mean) / deviation);
        }
    }

    /** A normalisation by the mean and deviation of each channel. */
    public Normalisation(List<Channel> channels) {
        this.channels = List.copyOf(channels);
        this.inputs = this.channels.stream().map(Normalisation::table).toArray(float[][]::new);
    }

    /** MNIST's mean and deviation for every channel. */
    public static Normalisation mnist(int channels) {
        return new Normalisation(Collections.nCopies(channels, MNIST));
    }

    /** Mean and deviation of each channel. */
    public List<Channel> channels() {
        return channels;
    }

    /** The input for a pixel byte of a channel. */
    public float input(int channel, byte pixel) {
        return inputs[channel][pixel & 0xff];
    }

    private static float[] table(Channel channel) {
        float[] table = new float[BYTES];
        for (int pixel = 0; pixel < BYTES; pixel++) {
            table[pixel] = channel.input(pixel / 255.0);
        }
        return table;
    }
}
