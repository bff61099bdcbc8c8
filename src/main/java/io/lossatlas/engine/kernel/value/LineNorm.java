package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Layer normalisation of lines of pixels, {@code y = scale d + shift} with the distance {@code d = (x - mean) / sqrt(variance +
 * epsilon)} (Ba, Kiros and Hinton, "Layer Normalization", 2016), each of the 16 images by itself, and its gradients: with
 * {@code g = scale dy}, {@code dx = (g - mean of g - d mean of g d) / sqrt(variance + epsilon)}. Belongs to one thread.
 */
public final class LineNorm {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int PARTS = 4;

    private final Lines lines;
    private final int extent;
    private final float epsilon;
    private final float[] line;
    private final float[] inverse = new float[L];
    private final float[] scale;
    private final float[] shift;
    private final float[] slopes;
    private final float[] scaleSums;
    private final float[] shiftSums;
    private final double[] lanes = new double[L];
    private final double[] scaleGradient;
    private final double[] shiftGradient;

    /** Normalises these lines. */
    public LineNorm(Lines lines, double epsilon) {
        this.lines = lines;
        this.extent = lines.extent();
        this.epsilon = (float) epsilon;
        this.line = new float[extent * L];
        this.scale = new float[extent];
        this.shift = new float[extent];
        this.slopes = new float[extent * L];
        this.scaleSums = new float[extent * L];
        this.shiftSums = new float[extent * L];
        this.scaleGradient = new double[extent];
        this.shiftGradient = new double[extent];
    }

    /**
     * Takes the parameters.
     *
     * @param first index of the first scale
     * @param second index of the first shift; negative where there is none
     */
    public void load(float[] parameters, int first, int second) {
        System.arraycopy(parameters, first, scale, 0, extent);
        if (second >= 0) {
            System.arraycopy(parameters, second, shift, 0, extent);
        }
    }

    /** Computes y. */
    public void run(Tensor x, Tensor y) {
        for (int n = 0; n < lines.count(); n++) {
            lines.gather(x, n, line);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                normalise(lane);
                scaled(lane);
            }
            lines.scatter(line, y, n);
        }
    }

    /** Makes a line of values one of distances. */
    private void normalise(int lane) {
        centre(line, lane);
        deviation(line, lane, epsilon, inverse);
    }

    /** Takes the mean off a line. */
    static void centre(float[] line, int lane) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int whole = line.length - line.length % (PARTS * L);
        int n = lane;
        for (; n < whole; n += PARTS * L) {
            a = a.add(FloatVector.fromArray(S, line, n));
            b = b.add(FloatVector.fromArray(S, line, n + L));
            c = c.add(FloatVector.fromArray(S, line, n + 2 * L));
            d = d.add(FloatVector.fromArray(S, line, n + 3 * L));
        }
        for (; n < line.length; n += L) {
            a = a.add(FloatVector.fromArray(S, line, n));
        }
        FloatVector mean = a.add(b).add(c.add(d)).div(FloatVector.broadcast(S, line.length / L));
        for (n = lane; n < line.length; n += L) {
            FloatVector.fromArray(S, line, n).sub(mean).intoArray(line, n);
        }
    }

    /** Divides a line of mean 0 by its deviation, and keeps the inverse of that. */
    static void deviation(float[] line, int lane, float epsilon, float[] inverse) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        int whole = line.length - line.length % (2 * L);
        int n = lane;
        for (; n < whole; n += 2 * L) {
            FloatVector p = FloatVector.fromArray(S, line, n);
            FloatVector q = FloatVector.fromArray(S, line, n + L);
            a = p.fma(p, a);
            b = q.fma(q, b);
        }
        for (; n < line.length; n += L) {
            FloatVector p = FloatVector.fromArray(S, line, n);
            a = p.fma(p, a);
        }
        FloatVector variance = a.add(b).div(FloatVector.broadcast(S, line.length / L));
        FloatVector root = variance.add(FloatVector.broadcast(S, epsilon)).sqrt();
        FloatVector factor = FloatVector.broadcast(S, 1).div(root);
        factor.intoArray(inverse, lane);
        for (n = lane; n < line.length; n += L) {
            FloatVector.fromArray(S, line, n).mul(factor).intoArray(line, n);
        }
    }

    private void scaled(int lane) {
        for (int i = 0; i < extent; i++) {
            FloatVector factor = FloatVector.broadcast(S, scale[i]);
            FloatVector more = FloatVector.broadcast(S, shift[i]);
            FloatVector.fromArray(S, line, i * L + lane).fma(factor, more).intoArray(line, i * L + lane);
        }
    }

    /** Starts the sums of a batch. */
    public void clear() {
        Arrays.fill(scaleGradient, 0);
        Arrays.fill(shiftGradient, 0);
    }

    /**
     * Adds a group's gradients of scale and shift, and that of x where it is wanted.
     *
     * @param images number of lanes that hold an image
     * @param dx null where nobody wants it
     */
    public void addGradient(Tensor x, Tensor dy, int images, Tensor dx) {
        Arrays.fill(scaleSums, 0);
        Arrays.fill(shiftSums, 0);
        for (int n = 0; n < lines.count(); n++) {
            lines.gather(x, n, line);
            lines.gather(dy, n, slopes);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                normalise(lane);
                sums(lane);
                slope(lane);
            }
            if (dx != null) {
                lines.add(slopes, dx, n);
            }
        }
        for (int i = 0; i < extent; i++) {
            scaleGradient[i] += LaneTree.sum(scaleSums, i * L, images, lanes);
            shiftGradient[i] += LaneTree.sum(shiftSums, i * L, images, lanes);
        }
    }

    private void sums(int lane) {
        for (int n = lane; n < line.length; n += L) {
            FloatVector dy = FloatVector.fromArray(S, slopes, n);
            FloatVector.fromArray(S, line, n)
                    .fma(dy, FloatVector.fromArray(S, scaleSums, n))
                    .intoArray(scaleSums, n);
            FloatVector.fromArray(S, shiftSums, n).add(dy).intoArray(shiftSums, n);
        }
    }

    private void slope(int lane) {
        FloatVector mean = FloatVector.zero(S);
        FloatVector product = FloatVector.zero(S);
        for (int i = 0; i < extent; i++) {
            int n = i * L + lane;
            FloatVector g = FloatVector.fromArray(S, slopes, n).mul(FloatVector.broadcast(S, scale[i]));
            g.intoArray(slopes, n);
            mean = mean.add(g);
            product = FloatVector.fromArray(S, line, n).fma(g, product);
        }
        FloatVector count = FloatVector.broadcast(S, extent);
        mean = mean.div(count);
        product = product.div(count).neg();
        FloatVector factor = FloatVector.fromArray(S, inverse, lane);
        for (int n = lane; n < line.length; n += L) {
            FloatVector rest = FloatVector.fromArray(S, slopes, n).sub(mean);
            FloatVector.fromArray(S, line, n).fma(product, rest).mul(factor).intoArray(slopes, n);
        }
    }

    /**
     * Ends a batch: writes the gradients of scale and shift.
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
