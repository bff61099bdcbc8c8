package io.lossatlas.engine.kernel.convolution.window;

/** What a tile of a convolution reads and writes: arrays and the steps from one pixel, tap or channel to the next, in floats. */
public final class ConvolutionCall {
    /** Offsets of the taps from the first tap; first of each kernel row for tiles of rows, all for tiles of single taps. */
    public int[] taps;

    /** From an output pixel's input to that of its right neighbour. */
    public int inStep;

    /** From an output pixel to its right neighbour. */
    public int outStep;

    /** From an output channel to the next. */
    public int outPlane;

    /** From a filter to the next: taps times input channels. */
    public int filter;

    /** Holds the input. */
    public float[] in;

    /** Receives the output. */
    public float[] out;

    /** Holds filters {@code [output channel][input channel][kernel][kernel]}. */
    public float[] weights;

    /** Holds biases. */
    public float[] biases;

    /** Added before the taps; of the output's shape, or one vector of zeros. */
    public float[] added;

    /** Index in {@link #added} minus index in {@link #out}, where {@link #addedStep} is 1. */
    public int addedShift;

    /** 1, or 0 to stay on the one vector of zeros. */
    public int addedStep;

    /** Smallest value that is stored: 0 for ReLU, negative infinity for none. */
    public float floor;

    /** Adds what another call adds, to the same output. */
    public void addAs(ConvolutionCall other) {
        added = other.added;
        addedStep = other.addedStep;
        addedShift = other.addedShift;
    }
}
