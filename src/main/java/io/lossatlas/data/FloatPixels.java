package io.lossatlas.data;

import java.util.Arrays;

/**
 * Values that are a network's inputs as they stand.
 *
 * @param values not copied, never written to
 */
record FloatPixels(float[] values) implements Pixels {

    @Override
    public int count() {
        return values.length;
    }

    @Override
    public float input(int channel, int at) {
        return values[at];
    }

    @Override
    public Pixels first(int count) {
        return new FloatPixels(Arrays.copyOf(values, count));
    }
}
