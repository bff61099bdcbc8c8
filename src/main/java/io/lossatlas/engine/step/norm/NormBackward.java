package io.lossatlas.engine.step.norm;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.NormGradient;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;

/**
 * Backward through ReLU and batch normalisation, or a bias, of one step: with {@code x = (z - mean) / sd} and sums over all N pixels of
 * the batch, {@code dgamma = sum dy x}, {@code dbeta = sum dy}, {@code dz = gamma / sd (dy - dbeta / N - x dgamma / N)}.
 */
public final class NormBackward {
    /** Null where there is none. */
    private final Norm norm;

    private final int bias;
    private final float floor;
    private final Moments moments;
    private final float[] sums = new float[Lanes.LOGICAL];
    private final float[] products = new float[Lanes.LOGICAL];
    private final double[] lanes = new double[Lanes.LOGICAL];
    private final double[] sum;
    private final double[] product;
    private final float[] scale;
    private final float[] slope;
    private final float[] shift;

    /**
     * The way back through a normalisation.
     *
     * @param norm the normalisation, or null
     * @param bias index of the first bias, negative where there is none
     * @param floor 0 with ReLU, negative infinity without
     */
    public NormBackward(Norm norm, int bias, float floor, Moments moments) {
        this.norm = norm;
        this.bias = bias;
        this.floor = floor;
        this.moments = moments;
        int channels = moments.channels();
        sum = new double[channels];
        product = new double[channels];
        scale = new float[channels];
        slope = new float[channels];
        shift = new float[channels];
    }

    /** Starts a batch. */
    public void clear() {
        Arrays.fill(sum, 0);
        Arrays.fill(product, 0);
    }

    /**
     * Takes a group's gradient back through ReLU and adds to the sums.
     *
     * @param dy gradient of what the step made; overwritten
     * @param images number of lanes that hold an image
     */
    public void gate(Tensor dy, Tensor made, Tensor z, int images) {
        for (int c = 0; c < sum.length; c++) {
            float centre = norm == null ? 0 : (float) moments.mean(c);
            NormGradient.gate(dy, made, z, c, floor, centre, sums, products);
            sum[c] += LaneTree.sum(sums, images, lanes);
            product[c] += LaneTree.sum(products, images, lanes);
        }
    }

    /** Ends the sums: writes the gradients of scale and shift, or of the bias. */
    public void finish(float[] parameters, float[] gradient) {
        for (int c = 0; c < sum.length; c++) {
            if (norm != null) {
                normalised(c, parameters, gradient);
                continue;
            }
            scale[c] = 1;
            if (bias >= 0) {
                gradient[bias + c] = (float) sum[c];
            }
        }
    }

    /** Gradient of what was normalised, zero in lanes without an image. */
    public void apply(Tensor dy, Tensor z, int images, Tensor dz) {
        for (int c = 0; c < sum.length; c++) {
            NormGradient.apply(dy, z, c, scale[c], slope[c], shift[c], dz);
        }
        if (images < Lanes.LOGICAL) {
            NormGradient.clearLanes(dz, images);
        }
    }

    private void normalised(int c, float[] parameters, float[] gradient) {
        double mean = moments.mean(c);
        double inverse = 1 / Math.sqrt(moments.variance(c) + norm.epsilon());
        double centred = product[c] - sum[c] * (mean - (float) mean);
        double factor = parameters[norm.gamma() + c] * inverse;
        double slopeOf = -factor * inverse * inverse * centred / moments.count();
        scale[c] = (float) factor;
        slope[c] = (float) slopeOf;
        shift[c] = (float) (-factor * sum[c] / moments.count() - slopeOf * mean);
        gradient[norm.gamma() + c] = (float) (centred * inverse);
        gradient[norm.beta() + c] = (float) sum[c];
    }
}
