package io.lossatlas.engine.kernel.convolution;

/** What a tile of the data gradient at stride 2 reads and writes: arrays and the steps within them, in floats. */
final class ScatterGradientCall {
    /** Gradient of the output. */
    float[] in;

    /** From one row of the output to the next. */
    int inRow;

    /** From one channel of the output to the next. */
    int inPlane;

    /** Channels of the output. */
    int channels;

    /** {@code [input channel][output channel][3][3]}. */
    float[] weights;

    /** From the weights of one input channel to those of the next. */
    int filter;

    /** Gradient of the input. */
    float[] out;

    /** From one row of the input to the next. */
    int outRow;

    /** From one channel of the input to the next. */
    int outPlane;

    /** What the sums start from: {@link #out} itself, or one vector of zeros. */
    float[] added;

    /** 1, or 0 to stay on the one vector of zeros. */
    int addedStep;
}
