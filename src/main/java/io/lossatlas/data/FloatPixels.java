package io.lossatlas.data;

import java.util.Arrays;

/**
 * Values that are a network's inputs as they stand.
 *
 * @param values not copied, never written to
 * @param zeros what a 0 of the file is in each channel, likewise
 */
record FloatPixels(float[] values, float[] zeros) implements Pixels {

    @Override
    public int count() {
        return values.length;
    }

    @Override
    public float input(int channel, int at) {
        return values[at];
    }

    @Override
    public Pixels taken(int[] sources) {
        float[] taken = new float[sources.length];
        for (int n = 0; n < sources.length; n++) {
            taken[n] = sources[n] < 0 ? zeros[-1 - sources[n]] : values[sources[n]];
        }
        return new FloatPixels(taken, zeros);
    }

    @Override
    public Pixels first(int count) {
        return new FloatPixels(Arrays.copyOf(values, count), zeros);
    }
}
