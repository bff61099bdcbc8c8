package io.lossatlas.engine.kernel.convolution;

/** What a tile of the weight gradient reads and writes: arrays and the steps from one pixel or channel to the next, in floats. */
final class WeightGradientCall {
    /** The convolution's input. */
    float[] in;

    /** Gradient of its output. */
    float[] out;

    /** {@code [output channel][input channel][kernel][kernel][16]}: each weight's sum of each lane. */
    float[] sums;

    /** Pixels of the run; at stride 2 without those of borders. */
    int pixels;

    /** Pixels of a row, at stride 2. */
    int width;

    /** At stride 2 from one past a row's inputs to the next row's. */
    int inSkip;

    /** From one input channel to the next. */
    int inPlane;

    /** From one output channel to the next. */
    int outPlane;

    /** From the sums of one output channel to those of the next. */
    int filter;
}
