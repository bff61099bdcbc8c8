package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tangents of {@link LineNorm}, written with a dash: with the spread {@code q = mean of d x'}, which is the tangent of the standard
 * deviation s, {@code d' = (x' - mean of x' - d q) / s} and {@code y' = scale d' + scale' d + shift'}; with {@code g = scale dy},
 * {@code g' = scale dy' + scale' dy} and the product {@code p = mean of g d}, {@code dx' = (g' - mean of g' - d' p - d p' - q dx) / s}.
 * Belongs to one thread.
 */
public final class LineNormTangents {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private final Lines lines;
    private final int extent;
    private final float epsilon;
    private final float[] d;
    private final float[] dAlong;
    private final float[] g;
    private final float[] gAlong;
    private final float[] inverse = new float[L];
    private final float[] spread = new float[L];
    private final float[] scale;
    private final float[] scaleAlong;
    private final float[] shiftAlong;
    private final float[] scaleSums;
    private final float[] shiftSums;
    private final double[] lanes = new double[L];
    private final double[] scaleGradient;
    private final double[] shiftGradient;

    /** Tangents of a normalisation of these lines. */
    public LineNormTangents(Lines lines, double epsilon) {
        this.lines = lines;
        this.extent = lines.extent();
        this.epsilon = (float) epsilon;
        this.d = new float[extent * L];
        this.dAlong = new float[extent * L];
        this.g = new float[extent * L];
        this.gAlong = new float[extent * L];
        this.scale = new float[extent];
        this.scaleAlong = new float[extent];
        this.shiftAlong = new float[extent];
        this.scaleSums = new float[extent * L];
        this.shiftSums = new float[extent * L];
        this.scaleGradient = new double[extent];
        this.shiftGradient = new double[extent];
    }

    /**
     * Takes the parameters and their tangents.
     *
     * @param first index of the first scale in both
     * @param second index of the first shift; negative where there is none
     */
    public void load(float[] parameters, float[] vector, int first, int second) {
        System.arraycopy(parameters, first, scale, 0, extent);
        System.arraycopy(vector, first, scaleAlong, 0, extent);
        if (second >= 0) {
            System.arraycopy(vector, second, shiftAlong, 0, extent);
        }
    }

    /** Computes the tangents of y. */
    public void run(Tensor x, Tensor xAlong, Tensor yAlong) {
        for (int n = 0; n < lines.count(); n++) {
            distances(x, xAlong, n);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                scaled(lane);
            }
            lines.scatter(dAlong, yAlong, n);
        }
    }

    private void distances(Tensor x, Tensor xAlong, int line) {
        lines.gather(x, line, d);
        lines.gather(xAlong, line, dAlong);
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            LineNorm.centre(d, lane);
            LineNorm.deviation(d, lane, epsilon, inverse);
            LineNorm.centre(dAlong, lane);
            turn(lane);
        }
    }

    /** Of tangents of x less their mean makes those of distances; distances have a mean of 0. */
    private void turn(int lane) {
        FloatVector product = FloatVector.zero(S);
        for (int n = lane; n < d.length; n += L) {
            product = FloatVector.fromArray(S, d, n).fma(FloatVector.fromArray(S, dAlong, n), product);
        }
        FloatVector q = product.div(FloatVector.broadcast(S, extent));
        q.intoArray(spread, lane);
        FloatVector factor = FloatVector.fromArray(S, inverse, lane);
        for (int n = lane; n < d.length; n += L) {
            FloatVector along = FloatVector.fromArray(S, dAlong, n);
            FloatVector.fromArray(S, d, n).neg().fma(q, along).mul(factor).intoArray(dAlong, n);
        }
    }

    private void scaled(int lane) {
        for (int i = 0; i < extent; i++) {
            int n = i * L + lane;
            FloatVector moved = FloatVector.fromArray(S, d, n)
                    .fma(FloatVector.broadcast(S, scaleAlong[i]), FloatVector.broadcast(S, shiftAlong[i]));
            FloatVector.fromArray(S, dAlong, n)
                    .fma(FloatVector.broadcast(S, scale[i]), moved)
                    .intoArray(dAlong, n);
        }
    }

    /** Starts the sums of a batch. */
    public void clear() {
        Arrays.fill(scaleGradient, 0);
        Arrays.fill(shiftGradient, 0);
    }

    /**
     * Adds a group's tangents of the gradients of scale and shift, and of that of x where it is wanted.
     *
     * @param images number of lanes that hold an image
     * @param dxAlong null where nobody wants it
     */
    public void addGradient(Tensor x, Tensor xAlong, Tensor dy, Tensor dyAlong, int images, Tensor dxAlong) {
        Arrays.fill(scaleSums, 0);
        Arrays.fill(shiftSums, 0);
        for (int n = 0; n < lines.count(); n++) {
            distances(x, xAlong, n);
            lines.gather(dy, n, g);
            lines.gather(dyAlong, n, gAlong);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                sums(lane);
                slope(lane);
            }
            if (dxAlong != null) {
                lines.add(gAlong, dxAlong, n);
            }
        }
        for (int i = 0; i < extent; i++) {
            scaleGradient[i] += LaneTree.sum(scaleSums, i * L, images, lanes);
            shiftGradient[i] += LaneTree.sum(shiftSums, i * L, images, lanes);
        }
    }

    private void sums(int lane) {
        for (int n = lane; n < d.length; n += L) {
            FloatVector along = FloatVector.fromArray(S, gAlong, n);
            FloatVector sum = FloatVector.fromArray(S, d, n).fma(along, FloatVector.fromArray(S, scaleSums, n));
            FloatVector.fromArray(S, dAlong, n)
                    .fma(FloatVector.fromArray(S, g, n), sum)
                    .intoArray(scaleSums, n);
            FloatVector.fromArray(S, shiftSums, n).add(along).intoArray(shiftSums, n);
        }
    }

    private void slope(int lane) {
        FloatVector mean = FloatVector.zero(S);
        FloatVector product = FloatVector.zero(S);
        FloatVector meanAlong = FloatVector.zero(S);
        FloatVector productAlong = FloatVector.zero(S);
        for (int i = 0; i < extent; i++) {
            int n = i * L + lane;
            FloatVector by = FloatVector.fromArray(S, g, n);
            FloatVector factor = FloatVector.broadcast(S, scale[i]);
            FloatVector moved = by.mul(FloatVector.broadcast(S, scaleAlong[i]));
            FloatVector along = FloatVector.fromArray(S, gAlong, n).fma(factor, moved);
            FloatVector gradient = by.mul(factor);
            gradient.intoArray(g, n);
            along.intoArray(gAlong, n);
            FloatVector distance = FloatVector.fromArray(S, d, n);
            mean = mean.add(gradient);
            product = distance.fma(gradient, product);
            meanAlong = meanAlong.add(along);
            productAlong = distance.fma(along, productAlong);
            productAlong = FloatVector.fromArray(S, dAlong, n).fma(gradient, productAlong);
        }
        FloatVector count = FloatVector.broadcast(S, extent);
        rest(lane, mean.div(count), product.div(count), meanAlong.div(count), productAlong.div(count));
    }

    private void rest(
            int lane, FloatVector mean, FloatVector product, FloatVector meanAlong, FloatVector productAlong) {
        FloatVector factor = FloatVector.fromArray(S, inverse, lane);
        FloatVector q = FloatVector.fromArray(S, spread, lane).neg();
        FloatVector p = product.neg();
        FloatVector pAlong = productAlong.neg();
        for (int n = lane; n < d.length; n += L) {
            FloatVector distance = FloatVector.fromArray(S, d, n);
            FloatVector slope =
                    distance.fma(p, FloatVector.fromArray(S, g, n).sub(mean)).mul(factor);
            FloatVector along = FloatVector.fromArray(S, gAlong, n).sub(meanAlong);
            along = distance.fma(pAlong, along);
            along = FloatVector.fromArray(S, dAlong, n).fma(p, along);
            slope.fma(q, along).mul(factor).intoArray(gAlong, n);
        }
    }

    /**
     * Ends a batch: writes the tangents of the gradients of scale and shift.
     *
     * @param first index of the first scale's
     * @param second index of the first shift's; negative where there is none
     */
    public void finish(float[] gradient, int first, int second) {
        for (int i = 0; i < extent; i++) {
            gradient[first + i] = (float) scaleGradient[i];
            if (second >= 0) {
                gradient[second + i] = (float) shiftGradient[i];
            }
        }
    }
}
