package io.lossatlas.engine.step.norm;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.RowSums;
import io.lossatlas.engine.kernel.Tensor;

/**
 * Mean and biased variance of every channel over all pixels of a batch that comes group by group. A group's sums over
 * pixels are floats of each lane, its sums over lanes doubles by one fixed tree; groups are joined by the pairwise update
 * of Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance" (1983). Lanes beyond the batch are left out.
 */
public final class Moments {
    private final float[] sums = new float[Lanes.LOGICAL];
    private final double[] lanes = new double[Lanes.LOGICAL];
    private final double[] mean;
    private final double[] squares;
    private double count;

    Moments(int channels) {
        mean = new double[channels];
        squares = new double[channels];
    }

    /** Starts a batch. */
    void clear() {
        count = 0;
    }

    /**
     * Adds a group.
     *
     * @param images number of lanes that hold an image
     */
    void add(Tensor group, int images) {
        double added = (double) images * group.shape().pixels();
        for (int c = 0; c < mean.length; c++) {
            RowSums.sum(group, c, sums);
            double groupMean = LaneTree.sum(sums, images, lanes) / added;
            float centre = (float) groupMean;
            RowSums.squares(group, c, centre, sums);
            double rounding = groupMean - centre;
            double groupSquares = LaneTree.sum(sums, images, lanes) - added * rounding * rounding;
            join(c, added, groupMean, groupSquares);
        }
        count += added;
    }

    private void join(int channel, double added, double groupMean, double groupSquares) {
        if (count == 0) {
            mean[channel] = groupMean;
            squares[channel] = groupSquares;
            return;
        }
        double step = groupMean - mean[channel];
        double total = count + added;
        mean[channel] += step * added / total;
        squares[channel] += groupSquares + step * step * count * added / total;
    }

    int channels() {
        return mean.length;
    }

    /** Pixels of all images. */
    double count() {
        return count;
    }

    double mean(int channel) {
        return mean[channel];
    }

    /**
     * Biased: the mean squared deviation. NaN where it is beyond float's range: dividing by infinity would silence the channel
     * and give a loss that looks like one.
     */
    double variance(int channel) {
        double variance = squares[channel] / count;
        return variance > Float.MAX_VALUE ? Double.NaN : Math.max(0, variance);
    }
}
