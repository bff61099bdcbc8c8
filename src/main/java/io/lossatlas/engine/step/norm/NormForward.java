package io.lossatlas.engine.step.norm;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Tensor;

/**
 * Batch normalisation by the batch's own mean and biased variance, then an addition and ReLU, where a step has them; all over
 * groups of a batch.
 */
public final class NormForward {
    /** Null where there is none. */
    private final Norm norm;

    private final float floor;
    private final Moments moments;
    private final float[] scale;
    private final float[] shift;

    /**
     * What follows a step's own operation.
     *
     * @param norm the normalisation, or null
     * @param floor 0 with ReLU, negative infinity without
     */
    public NormForward(Norm norm, int channels, float floor) {
        this.norm = norm;
        this.floor = floor;
        this.moments = new Moments(channels);
        this.scale = new float[channels];
        this.shift = new float[channels];
    }

    /** Of the last batch. */
    public Moments moments() {
        return moments;
    }

    /** Starts a batch. */
    public void clear() {
        moments.clear();
    }

    /** Sees a group. */
    public void add(Tensor group, int images) {
        if (norm != null) {
            moments.add(group, images);
        }
    }

    /** Has seen all groups. */
    public void close(float[] parameters) {
        for (int c = 0; c < scale.length; c++) {
            if (norm == null) {
                scale[c] = 1;
            } else {
                double factor = parameters[norm.gamma() + c] / Math.sqrt(moments.variance(c) + norm.epsilon());
                scale[c] = (float) factor;
                shift[c] = (float) (parameters[norm.beta() + c] - moments.mean(c) * factor);
            }
        }
    }

    /** Makes a group's value. */
    public void finish(Tensor from, Tensor to) {
        for (int c = 0; c < scale.length; c++) {
            Affine.apply(from, c, scale[c], shift[c], floor, to);
        }
    }

    /** Makes a group's value, adding another. */
    public void finishAdding(Tensor from, Tensor added, Tensor to) {
        for (int c = 0; c < scale.length; c++) {
            Affine.applyAdding(from, added, c, scale[c], shift[c], floor, to);
        }
    }
}
