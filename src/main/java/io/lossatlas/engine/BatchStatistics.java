package io.lossatlas.engine;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.RowSums;
import io.lossatlas.engine.kernel.Tensor;
import java.util.List;

/**
 * Mean and biased variance of a channel over all pixels of a batch, in two passes: sums of each image's pixels in float,
 * over groups in double lane by lane, over the lanes by one fixed tree. Lanes beyond the batch are left out.
 */
final class BatchStatistics {
    private final float[] sums = new float[Lanes.LOGICAL];
    private final double[] lanes = new double[Lanes.LOGICAL];
    private double mean;
    private double variance;

    /**
     * Computes the statistics of one channel.
     *
     * @param groups tensors of one shape, 16 images each
     * @param images number of images in all
     */
    void compute(List<Tensor> groups, int images, int channel) {
        double count = (double) images * groups.get(0).shape().pixels();
        clear();
        for (int g = 0; g < groups.size(); g++) {
            RowSums.sum(groups.get(g), channel, sums);
            add(Groups.size(images, g));
        }
        mean = LaneTree.sum(lanes) / count;
        float centre = (float) mean;
        clear();
        for (int g = 0; g < groups.size(); g++) {
            RowSums.squares(groups.get(g), channel, centre, sums);
            add(Groups.size(images, g));
        }
        variance = Math.max(0, LaneTree.sum(lanes) / count - (mean - centre) * (mean - centre));
    }

    double mean() {
        return mean;
    }

    double variance() {
        return variance;
    }

    private void clear() {
        for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
            lanes[lane] = 0;
        }
    }

    private void add(int valid) {
        for (int lane = 0; lane < valid; lane++) {
            lanes[lane] += sums[lane];
        }
    }
}
