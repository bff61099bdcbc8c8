package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.function.Exponential;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax along lines of pixels, {@code y = exp(x - m) / sum of exp(x - m)} with the line's largest m, each of the 16 images by
 * itself, and its gradient {@code dx = y (dy - sum of dy y)}. Belongs to one thread.
 */
public final class LineSoftmax {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private final Lines lines;
    private final float[] line;
    private final float[] slopes;
    private final float[] powers;

    /** Softmax along these lines. */
    public LineSoftmax(Lines lines) {
        this.lines = lines;
        this.line = new float[lines.extent() * L];
        this.slopes = new float[lines.extent() * L];
        this.powers = new float[lines.extent() * L];
    }

    /** Computes y. */
    public void run(Tensor x, Tensor y) {
        for (int n = 0; n < lines.count(); n++) {
            lines.gather(x, n, line);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                centre(line, lane);
            }
            Exponential.run(line, 0, line, 0, line.length, powers);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                divide(line, lane);
            }
            lines.scatter(line, y, n);
        }
    }

    private static void centre(float[] line, int lane) {
        FloatVector largest = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int n = lane; n < line.length; n += L) {
            largest = largest.max(FloatVector.fromArray(S, line, n));
        }
        for (int n = lane; n < line.length; n += L) {
            FloatVector.fromArray(S, line, n).sub(largest).intoArray(line, n);
        }
    }

    private static void divide(float[] line, int lane) {
        FloatVector sum = FloatVector.zero(S);
        for (int n = lane; n < line.length; n += L) {
            sum = sum.add(FloatVector.fromArray(S, line, n));
        }
        for (int n = lane; n < line.length; n += L) {
            FloatVector.fromArray(S, line, n).div(sum).intoArray(line, n);
        }
    }

    /** Adds the gradient of x. */
    public void addGradient(Tensor y, Tensor dy, Tensor dx) {
        for (int n = 0; n < lines.count(); n++) {
            lines.gather(y, n, line);
            lines.gather(dy, n, slopes);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                slope(line, slopes, lane);
            }
            lines.add(slopes, dx, n);
        }
    }

    /** {@code dy = y (dy - sum of dy y)}: the gradient of x, and, the derivative being symmetric, the tangent of y too. */
    static void slope(float[] y, float[] dy, int lane) {
        FloatVector sum = FloatVector.zero(S);
        for (int n = lane; n < y.length; n += L) {
            sum = FloatVector.fromArray(S, y, n).fma(FloatVector.fromArray(S, dy, n), sum);
        }
        for (int n = lane; n < y.length; n += L) {
            FloatVector rest = FloatVector.fromArray(S, dy, n).sub(sum);
            FloatVector.fromArray(S, y, n).mul(rest).intoArray(dy, n);
        }
    }
}
