package io.lossatlas.engine.kernel.convolution;

/** What a tile of the weight gradient reads and writes: arrays and the steps from one pixel or channel to the next, in floats. */
final class WeightGradientCall {
    /** The convolution's input. */
    float[] in;

    /** Gradient of its output. */
    float[] out;

    /** {@code [output channel][input channel][kernel][kernel][16]}: each weight's sum of each lane. */
    float[] sums;

    /** Offsets of the taps from a pixel's first tap, for {@link TapWeightTiles}: those of all input channels. */
    int[] taps;

    /** From a pixel's inputs to its right neighbour's, for {@link TapWeightTiles}. */
    int inStep;

    /** Pixels of the run, without those of borders where the loop skips them. */
    int pixels;

    /** Pixels of a row, where the loop skips borders. */
    int width;

    /** Where the loop skips borders: from one past a row's inputs to the next row's. */
    int inSkip;

    /** From one input channel to the next. */
    int inPlane;

    /** From one output channel to the next. */
    int outPlane;

    /** From the sums of one output channel to those of the next. */
    int filter;
}
