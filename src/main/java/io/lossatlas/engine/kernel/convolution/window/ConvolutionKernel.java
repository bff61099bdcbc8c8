package io.lossatlas.engine.kernel.convolution.window;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/** An algorithm for one convolution. */
public interface ConvolutionKernel {

    /** The shape that it writes. */
    Shape output();

    /** Takes weights and biases, which stay as they are until the next call. */
    void load(float[] weights, int filters, int biases);

    /**
     * Convolves.
     *
     * @param addition what is added: {@link ConvolutionCall#added} and where
     */
    void run(Tensor from, ConvolutionCall addition, float floor, Tensor to);
}
