package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;

/** Lays images side by side: groups of 16, the lanes of the last one filled up with its first image. */
final class Groups {
    private static final float[] INPUTS = Normalisation.inputs();

    private Groups() {}

    /** Number of groups for so many images. */
    static int count(int images) {
        return (images + Lanes.LOGICAL - 1) / Lanes.LOGICAL;
    }

    /** Number of images in a group. */
    static int size(int images, int group) {
        return Math.min(Lanes.LOGICAL, images - group * Lanes.LOGICAL);
    }

    /** Normalises the images {@code first, first + 1, ...} into the lanes. */
    static void load(LabelledImages images, int first, int count, Tensor to) {
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            lane(images, first + (lane < count ? lane : 0), lane, to);
        }
    }

    /** Normalises the images {@code indices[first], indices[first + 1], ...} into the lanes. */
    static void load(LabelledImages images, int[] indices, int first, int count, Tensor to) {
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            lane(images, indices[first + (lane < count ? lane : 0)], lane, to);
        }
    }

    private static void lane(LabelledImages images, int image, int lane, Tensor to) {
        byte[] pixels = images.pixels();
        int from = image * images.pixelsPerImage();
        for (int y = 0; y < images.height(); y++) {
            int into = to.at(0, y, 0) + lane;
            for (int x = 0; x < images.width(); x++) {
                to.data()[into + x * Lanes.LOGICAL] = INPUTS[pixels[from++] & 0xff];
            }
        }
    }
}
