package io.lossatlas.data;

import java.util.Arrays;

/**
 * Pixels as unsigned bytes, normalised whenever they are read.
 *
 * @param values not copied, never written to
 * @param normalisation what makes inputs of them
 */
record BytePixels(byte[] values, Normalisation normalisation) implements Pixels {

    @Override
    public int count() {
        return values.length;
    }

    @Override
    public float input(int channel, int at) {
        return normalisation.input(channel, values[at]);
    }

    @Override
    public Pixels taken(int[] sources) {
        byte[] taken = new byte[sources.length];
        for (int n = 0; n < sources.length; n++) {
            taken[n] = sources[n] < 0 ? 0 : values[sources[n]];
        }
        return new BytePixels(taken, normalisation);
    }

    @Override
    public Pixels first(int count) {
        return new BytePixels(Arrays.copyOf(values, count), normalisation);
    }
}
