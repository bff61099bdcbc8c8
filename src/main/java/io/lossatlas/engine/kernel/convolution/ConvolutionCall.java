package io.lossatlas.engine.kernel.convolution;

/** What a tile of a convolution reads and writes: arrays and the steps from one pixel, tap or channel to the next, in floats. */
final class ConvolutionCall {
    /** Offsets of the taps from the first tap; first of each kernel row for {@link RowTiles}, all for {@link TapTiles}. */
    int[] taps;

    /** From an output pixel's input to that of its right neighbour. */
    int inStep;

    /** From an output pixel to its right neighbour. */
    int outStep;

    /** From an output channel to the next. */
    int outPlane;

    /** From a filter to the next: taps times input channels. */
    int filter;

    /** Holds the input. */
    float[] in;

    /** Receives the output. */
    float[] out;

    /** Holds filters {@code [output channel][input channel][kernel][kernel]}. */
    float[] weights;

    /** Holds biases. */
    float[] biases;

    /** Added before the taps; of the output's shape, or one vector of zeros. */
    float[] added;

    /** Index in {@link #added} minus index in {@link #out}, where {@link #addedStep} is 1. */
    int addedShift;

    /** 1, or 0 to stay on the one vector of zeros. */
    int addedStep;

    /** Smallest value that is stored: 0 for ReLU, negative infinity for none. */
    float floor;
}
