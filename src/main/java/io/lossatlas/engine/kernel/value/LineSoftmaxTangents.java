package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tangents of {@link LineSoftmax}: with those of x given, those of y are {@code y' = y (x' - sum of y x')}, and those of the gradient
 * {@code y' (dy - sum of dy y) + y (dy' - sum of (dy' y + dy y'))}. Belongs to one thread.
 */
public final class LineSoftmaxTangents {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private final Lines lines;
    private final float[] y;
    private final float[] yAlong;
    private final float[] dy;
    private final float[] dyAlong;

    /** Tangents along these lines. */
    public LineSoftmaxTangents(Lines lines) {
        this.lines = lines;
        this.y = new float[lines.extent() * L];
        this.yAlong = new float[lines.extent() * L];
        this.dy = new float[lines.extent() * L];
        this.dyAlong = new float[lines.extent() * L];
    }

    /** Computes the tangents of y. */
    public void run(Tensor made, Tensor xAlong, Tensor madeAlong) {
        for (int n = 0; n < lines.count(); n++) {
            lines.gather(made, n, y);
            lines.gather(xAlong, n, yAlong);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                LineSoftmax.slope(y, yAlong, lane);
            }
            lines.scatter(yAlong, madeAlong, n);
        }
    }

    /** Adds the tangents of the gradient of x. */
    public void addGradient(Tensor made, Tensor madeAlong, Tensor by, Tensor byAlong, Tensor dxAlong) {
        for (int n = 0; n < lines.count(); n++) {
            lines.gather(made, n, y);
            lines.gather(madeAlong, n, yAlong);
            lines.gather(by, n, dy);
            lines.gather(byAlong, n, dyAlong);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                slope(lane);
            }
            lines.add(dyAlong, dxAlong, n);
        }
    }

    private void slope(int lane) {
        FloatVector sum = FloatVector.zero(S);
        FloatVector change = FloatVector.zero(S);
        for (int n = lane; n < y.length; n += L) {
            FloatVector value = FloatVector.fromArray(S, y, n);
            FloatVector g = FloatVector.fromArray(S, dy, n);
            sum = value.fma(g, sum);
            change = value.fma(FloatVector.fromArray(S, dyAlong, n), change);
            change = FloatVector.fromArray(S, yAlong, n).fma(g, change);
        }
        for (int n = lane; n < y.length; n += L) {
            FloatVector rest = FloatVector.fromArray(S, dy, n).sub(sum);
            FloatVector restAlong = FloatVector.fromArray(S, dyAlong, n).sub(change);
            FloatVector moved = FloatVector.fromArray(S, y, n).mul(restAlong);
            FloatVector.fromArray(S, yAlong, n).fma(rest, moved).intoArray(dyAlong, n);
        }
    }
}
