package io.lossatlas.engine.kernel;

/** An algorithm for one convolution. */
interface ConvolutionKernel {

    /** The shape that it writes. */
    Shape output();

    /** Takes weights and biases, which stay as they are until the next call. */
    void load(float[] weights, int filters, int biases);

    /**
     * Convolves.
     *
     * @param addition what is added: {@link Operands#added} and where
     */
    void run(Tensor from, Operands addition, float floor, Tensor to);
}
