package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionKernel;

/** The sum that defines a convolution, term by term in the order of input channels, kernel rows and kernel columns. */
interface DirectKernel extends ConvolutionKernel {

    /**
     * The kernel that suits a geometry; which one it is changes no bit.
     *
     * @param scratch at least {@link #scratch} floats
     */
    static DirectKernel of(Geometry geometry, Scratch scratch) {
        return PanelConvolution.suits(geometry)
                ? new PanelConvolution(geometry, scratch)
                : new DirectConvolution(geometry);
    }

    /**
     * Floats of scratch that it needs at most.
     *
     * @param channels that it makes
     * @param terms of a sum
     */
    static int scratch(int channels, int terms) {
        return PanelConvolution.scratch(channels, terms);
    }

    /** Convolves what lies in {@code in} from {@code from} on, into {@code out} from {@code to} on. */
    void run(float[] in, int from, ConvolutionCall addition, float floor, float[] out, int to);
}
