package io.lossatlas.model;

import io.lossatlas.data.LabelledImages;

/** Floating-point operations of a network, two for each multiply-add of direct convolution and of the dense head. */
public final class Cost {
    /** Operations of a training step in terms of the forward pass: forward, data gradient, weight gradient. */
    public static final int TRAINING_FACTOR = 3;

    private static final int TAPS = 9;

    /** Parameters of batch normalisation a channel: scale, shift, running mean and variance. */
    private static final int NORMALISATION = 4;

    private final Variant variant;
    private int height;
    private int width;
    private long multiplyAdds;
    private long parameters;

    private Cost(Variant variant, int height, int width) {
        this.variant = variant;
        this.height = height;
        this.width = width;
    }

    /** Operations of one image's forward pass. */
    public static long forward(Variant variant, int height, int width) {
        return 2 * new Cost(variant, height, width).sum();
    }

    /** Operations of one update on a minibatch. */
    public static long training(Variant variant, int height, int width, int batchSize) {
        return forward(variant, height, width) * batchSize * TRAINING_FACTOR;
    }

    /** Number of parameters, running statistics included. */
    public static long parameters(Variant variant) {
        Cost cost = new Cost(variant, 1, 1);
        cost.sum();
        return cost.parameters;
    }

    private long sum() {
        int channels = variant.channels(0);
        convolution(TAPS, 1, channels);
        for (int b = 0; b < variant.blocks(); b++) {
            int out = variant.channels(variant.stage(b));
            if (out != channels) {
                height = (height + 1) / 2;
                width = (width + 1) / 2;
                if (variant.skip()) {
                    convolution(1, channels, out);
                }
            }
            convolution(TAPS, channels, out);
            convolution(TAPS, out, out);
            channels = out;
        }
        parameters += (channels + 1L) * LabelledImages.CLASSES;
        return multiplyAdds + (long) channels * LabelledImages.CLASSES;
    }

    private void convolution(int taps, int in, int out) {
        parameters += (long) taps * in * out + (long) NORMALISATION * out;
        multiplyAdds += (long) height * width * taps * in * out;
    }
}
