package io.lossatlas.engine.step.norm;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/**
 * A tensor as planes of channels. An image is that as it is; a vector, which is one row of pixels, is copied into scratch, each channel's
 * share of its pixels a plane of one row.
 */
public final class ChannelPlanes {
    /** Null where tensors are taken as they are. */
    private final Tensor planes;

    /**
     * Planes of tensors of one shape.
     *
     * @param scratch at least {@link #scratch} floats from number {@code n} of as many on
     */
    public ChannelPlanes(Shape value, int channels, Scratch scratch, int n) {
        Shape shape = shape(value, channels);
        this.planes = channels == value.channels()
                ? null
                : new Tensor(scratch.data(), scratch.first() + n * shape.size(), shape);
    }

    /** Floats of scratch that planes of tensors of a shape need. */
    public static int scratch(Shape value, int channels) {
        return channels == value.channels() ? 0 : shape(value, channels).size();
    }

    private static Shape shape(Shape value, int channels) {
        return new Shape(channels, 1, value.channels() * value.pixels() / channels);
    }

    /** The planes of a tensor. */
    public Tensor read(Tensor tensor) {
        if (planes == null) {
            return tensor;
        }
        int length = planes.shape().width() * Lanes.LOGICAL;
        for (int c = 0; c < planes.shape().channels(); c++) {
            System.arraycopy(tensor.data(), tensor.at(0, 0, 0) + c * length, planes.data(), planes.at(c, 0, 0), length);
        }
        return planes;
    }

    /** Where the planes of a tensor are written, before {@link #write}. */
    public Tensor target(Tensor tensor) {
        return planes == null ? tensor : planes;
    }

    /** Ends the writing of a tensor's planes. */
    public void write(Tensor tensor) {
        if (planes == null) {
            return;
        }
        int length = planes.shape().width() * Lanes.LOGICAL;
        for (int c = 0; c < planes.shape().channels(); c++) {
            System.arraycopy(planes.data(), planes.at(c, 0, 0), tensor.data(), tensor.at(0, 0, 0) + c * length, length);
        }
    }
}
