package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/** What a convolution must make, value by value, in scalar arithmetic in the order that its contract states. */
interface ScalarConvolution {

    /**
     * One value of the output.
     *
     * @param adds whether {@code added} is added
     */
    float at(int channel, int y, int x, int lane, boolean adds, float added, float floor);

    /**
     * By the algorithm that is chosen for the shape: Winograd's from 4 channels on, with tiles of 4 x 4 outputs from 8 on
     * where their products, of two tiles at a time, are at most 3/4 of those of 2 x 2; or {@link DirectConvolution}.
     */
    static ScalarConvolution of(Tensor from, float[] weights, int filters, int biases, int kernel, int stride) {
        Shape in = from.shape();
        if (kernel != 3 || stride != 1 || in.channels() < 4) {
            return new Direct(from, weights, filters, biases, kernel, stride);
        }
        return in.channels() >= 8 && 36 * tiles(in, 4) * 4 <= 16 * tiles(in, 2) * 3
                ? new ScalarWinograd4x4(from, weights, filters, biases)
                : new ScalarWinograd(from, weights, filters, biases);
    }

    private static int tiles(Shape in, int side) {
        int tiles = (int) (Math.ceil((double) in.height() / side) * Math.ceil((double) in.width() / side));
        return tiles % 2 == 0 ? tiles : tiles + 1;
    }

    /** A pixel of the input, 0 outside of the plane whatever lies there. */
    static float input(Tensor from, int channel, int y, int x, int lane) {
        Shape in = from.shape();
        boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
        return inside ? from.data()[from.at(channel, y, x) + lane] : 0;
    }

    /** Fused multiply-adds from {@code added + bias} on, by input channel, kernel row and kernel column. */
    record Direct(Tensor from, float[] weights, int filters, int biases, int kernel, int stride)
            implements ScalarConvolution {
        @Override
        public float at(int o, int y, int x, int lane, boolean adds, float added, float floor) {
            int channels = from.shape().channels();
            float sum = (adds ? added : 0) + weights[biases + o];
            int w = filters + o * channels * kernel * kernel;
            for (int i = 0; i < channels; i++) {
                for (int ky = 0; ky < kernel; ky++) {
                    for (int kx = 0; kx < kernel; kx++) {
                        float input = input(from, i, stride * y + ky - kernel / 2, stride * x + kx - kernel / 2, lane);
                        sum = Math.fma(input, weights[w++], sum);
                    }
                }
            }
            return Math.max(floor, sum);
        }
    }
}
