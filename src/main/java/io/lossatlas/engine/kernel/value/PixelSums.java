package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;

/** Values that all images share, spread to the lanes, and the sums of their gradients over a batch. Belongs to one thread. */
public final class PixelSums {
    private final int[] offsets;
    private final double[] sums;
    private final double[] lanes = new double[Lanes.LOGICAL];

    /** For values of a shape. */
    public PixelSums(Shape shape) {
        this.offsets = Offsets.of(shape);
        this.sums = new double[offsets.length];
    }

    /** Gives every image the values that lie from {@code first} on. */
    public void spread(float[] values, int first, Tensor to) {
        for (int n = 0; n < offsets.length; n++) {
            int at = to.offset() + offsets[n];
            Arrays.fill(to.data(), at, at + Lanes.LOGICAL, values[first + n]);
        }
    }

    /** Starts a batch. */
    public void clear() {
        Arrays.fill(sums, 0);
    }

    /**
     * Adds a group's gradients.
     *
     * @param images number of lanes that hold an image
     */
    public void add(Tensor dy, int images) {
        for (int n = 0; n < offsets.length; n++) {
            sums[n] += LaneTree.sum(dy.data(), dy.offset() + offsets[n], images, lanes);
        }
    }

    /** Ends a batch: writes the sums from {@code first} on. */
    public void finish(float[] gradient, int first) {
        for (int n = 0; n < sums.length; n++) {
            gradient[first + n] = (float) sums[n];
        }
    }
}
