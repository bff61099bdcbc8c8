package io.lossatlas.engine;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;

/** Lays images side by side: groups of 16, the lanes of the last one filled up with its first image. */
final class Groups {
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
        ImageShape shape = images.shape();
        int from = image * shape.size();
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                int into = to.at(c, y, 0) + lane;
                for (int x = 0; x < shape.width(); x++) {
                    to.data()[into + x * Lanes.LOGICAL] = images.input(c, from++);
                }
            }
        }
    }
}
