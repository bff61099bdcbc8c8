package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Backward through ReLU and batch normalisation, after Ioffe and Szegedy, "Batch Normalization" (ICML 2015): sums over a
 * plane for the gradients of shift and scale, then the gradient of what was normalised.
 */
public final class NormGradient {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private NormGradient() {}

    /**
     * Backward through ReLU, and the sums that batch normalisation's gradient needs, for one channel of a group:
     * {@code dy = made > floor ? dy : 0}, then {@code sum dy} and {@code sum dy (z - centre)}.
     *
     * @param dy gradient of what the step made; overwritten
     * @param made what the step made
     * @param z what was normalised
     * @param floor 0 with ReLU, negative infinity without
     * @param sums receives {@code sum dy} of each of the 16 images
     * @param products receives {@code sum dy (z - centre)} of each of the 16 images
     */
    public static void gate(
            Tensor dy, Tensor made, Tensor z, int channel, float floor, float centre, float[] sums, float[] products) {
        Shape shape = dy.shape();
        for (int lane = 0; lane < L; lane++) {
            sums[lane] = 0;
            products[lane] = 0;
        }
        for (int y = 0; y < shape.height(); y++) {
            int at = shape.at(channel, y, 0);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                gateRow(
                        dy.data(),
                        dy.offset() + at + lane,
                        made.data(),
                        made.offset() + at + lane,
                        z.data(),
                        z.offset() + at + lane,
                        shape.width(),
                        floor,
                        centre,
                        sums,
                        products,
                        lane);
            }
        }
    }

    private static void gateRow(
            float[] dy,
            int d,
            float[] made,
            int m,
            float[] z,
            int i,
            int pixels,
            float floor,
            float centre,
            float[] sums,
            float[] products,
            int lane) {
        FloatVector least = FloatVector.broadcast(S, floor);
        FloatVector middle = FloatVector.broadcast(S, centre);
        FloatVector zero = FloatVector.zero(S);
        FloatVector sum = FloatVector.fromArray(S, sums, lane);
        FloatVector product = FloatVector.fromArray(S, products, lane);
        int end = d + pixels * L;
        for (; d < end; d += L, m += L, i += L) {
            FloatVector open = FloatVector.fromArray(S, dy, d);
            FloatVector g = zero.blend(open, FloatVector.fromArray(S, made, m).compare(VectorOperators.GT, least));
            g.intoArray(dy, d);
            sum = sum.add(g);
            product = FloatVector.fromArray(S, z, i).sub(middle).fma(g, product);
        }
        sum.intoArray(sums, lane);
        product.intoArray(products, lane);
    }

    /** {@code dz = dy * scale + z * slope + shift} of one channel of a group. */
    public static void apply(Tensor dy, Tensor z, int channel, float scale, float slope, float shift, Tensor dz) {
        Shape shape = dy.shape();
        for (int y = 0; y < shape.height(); y++) {
            int at = shape.at(channel, y, 0);
            row(
                    dy.data(),
                    dy.offset() + at,
                    z.data(),
                    z.offset() + at,
                    shape.width() * L,
                    scale,
                    slope,
                    shift,
                    dz.data(),
                    dz.offset() + at);
        }
    }

    /** Zeroes the lanes from {@code first} on, which hold no image of the batch. */
    public static void clearLanes(Tensor tensor, int first) {
        int end = tensor.offset() + tensor.shape().size();
        for (int at = tensor.offset(); at < end; at += L) {
            for (int lane = first; lane < L; lane++) {
                tensor.data()[at + lane] = 0;
            }
        }
    }

    private static void row(
            float[] dy,
            int d,
            float[] z,
            int i,
            int floats,
            float scale,
            float slope,
            float shift,
            float[] dz,
            int into) {
        FloatVector a = FloatVector.broadcast(S, scale);
        FloatVector b = FloatVector.broadcast(S, slope);
        FloatVector c = FloatVector.broadcast(S, shift);
        for (int n = 0; n < floats; n += Lanes.WIDTH) {
            FloatVector rest = FloatVector.fromArray(S, z, i + n).fma(b, c);
            FloatVector.fromArray(S, dy, d + n).fma(a, rest).intoArray(dz, into + n);
        }
    }
}
