package io.lossatlas.data;

import java.io.Serializable;

/** The values of images, one image after another in C order, and what a network reads of them. */
sealed interface Pixels extends Serializable permits BytePixels, FloatPixels {

    /** Number of values. */
    int count();

    /** The network's input for a value. */
    float input(int channel, int at);

    /**
     * Values of other places, copied.
     *
     * @param sources index of each among the values of this; {@code -1 - channel} for the 0 of a file in a channel
     */
    Pixels taken(int[] sources);

    /** The first values, copied. */
    Pixels first(int values);
}
