package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Scale, shift, addition and ReLU of a plane: batch normalisation once its statistics are known. */
public final class Affine {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private Affine() {}

    /** {@code to = max(floor, x * scale + shift)} of one channel; {@code to} may be {@code x}. */
    public static void apply(Tensor x, int channel, float scale, float shift, float floor, Tensor to) {
        Shape shape = x.shape();
        for (int y = 0; y < shape.height(); y++) {
            row(x.data(), x.at(channel, y, 0), shape.width(), scale, shift, floor, to.data(), to.at(channel, y, 0));
        }
    }

    /** {@code to = max(floor, x * scale + shift + added)} of one channel; {@code to} may be {@code x} or {@code added}. */
    public static void applyAdding(
            Tensor x, Tensor added, int channel, float scale, float shift, float floor, Tensor to) {
        Shape shape = x.shape();
        for (int y = 0; y < shape.height(); y++) {
            rowAdding(
                    x.data(),
                    x.at(channel, y, 0),
                    added.data(),
                    added.at(channel, y, 0),
                    shape.width(),
                    scale,
                    shift,
                    floor,
                    to.data(),
                    to.at(channel, y, 0));
        }
    }

    private static void row(
            float[] x, int at, int pixels, float scale, float shift, float floor, float[] to, int into) {
        FloatVector m = FloatVector.broadcast(S, scale);
        FloatVector b = FloatVector.broadcast(S, shift);
        FloatVector f = FloatVector.broadcast(S, floor);
        for (int i = 0; i < pixels * L; i += Lanes.WIDTH) {
            FloatVector.fromArray(S, x, at + i).fma(m, b).max(f).intoArray(to, into + i);
        }
    }

    private static void rowAdding(
            float[] x,
            int at,
            float[] added,
            int from,
            int pixels,
            float scale,
            float shift,
            float floor,
            float[] to,
            int into) {
        FloatVector m = FloatVector.broadcast(S, scale);
        FloatVector b = FloatVector.broadcast(S, shift);
        FloatVector f = FloatVector.broadcast(S, floor);
        for (int i = 0; i < pixels * L; i += Lanes.WIDTH) {
            FloatVector sum =
                    FloatVector.fromArray(S, x, at + i).fma(m, b).add(FloatVector.fromArray(S, added, from + i));
            sum.max(f).intoArray(to, into + i);
        }
    }
}
