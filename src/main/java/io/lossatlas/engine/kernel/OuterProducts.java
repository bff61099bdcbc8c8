package io.lossatlas.engine.kernel;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradient of a matrix from vectors {@code [n][16]} of all groups of a batch: {@code dw[o][i] = sum over images of
 * dy[o] x[i]}, or over images and places. Each of the 16 lanes sums its images' in the order of groups and places; then one fixed tree sums the lanes.
 * A large matrix has the order of {@link PanelOuterProducts}. Belongs to one thread.
 */
public final class OuterProducts {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int BLOCK = 4;

    private final int outputs;
    private final int inputs;
    private final int[] xAt;
    private final int[] dAt;
    private final float[] sums;
    private final PanelOuterProducts panels; // null for a small matrix

    /**
     * Products of vectors that lie in two arrays.
     *
     * @param outputs extent of dy
     * @param inputs extent of x
     * @param vectors largest number of vectors of all groups
     */
    public OuterProducts(int outputs, int inputs, int vectors) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.xAt = new int[vectors];
        this.dAt = new int[vectors];
        boolean large = PanelOuterProducts.suits(outputs, inputs);
        this.panels = large ? new PanelOuterProducts(outputs, inputs, vectors) : null;
        this.sums = new float[large ? 0 : inputs * L];
    }

    /**
     * Sums over the first groups.
     *
     * @param x for each group vectors, each a row of pixels, all in one array
     * @param dy for each group as many vectors, all in one array; zero in lanes without an image
     * @param gradient receives {@code [outputs][inputs]} from {@code first} on
     */
    public void run(List<Tensor> x, List<Tensor> dy, int groups, float[] gradient, int first) {
        int vectors = 0;
        Shape shape = x.get(0).shape();
        for (int g = 0; g < groups; g++) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int row = 0; row < shape.height(); row++) {
                    xAt[vectors] = x.get(g).at(c, row, 0);
                    dAt[vectors++] = dy.get(g).at(c, row, 0);
                }
            }
        }
        float[] xs = x.get(0).data();
        float[] ds = dy.get(0).data();
        if (panels != null) {
            panels.run(xs, xAt, ds, dAt, vectors, gradient, first);
            return;
        }
        for (int o = 0; o < outputs; o++) {
            int i = 0;
            for (; i + BLOCK <= inputs; i += BLOCK) {
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    four(xs, i * L + lane, ds, o * L + lane, vectors);
                }
            }
            for (; i < inputs; i++) {
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    one(xs, i * L + lane, ds, o * L + lane, vectors);
                }
            }
            LaneTree.sums(sums, 0, inputs, gradient, first + o * inputs);
        }
    }

    private void four(float[] x, int i, float[] dy, int o, int vectors) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        for (int g = 0; g < vectors; g++) {
            FloatVector slope = FloatVector.fromArray(S, dy, dAt[g] + o);
            int at = xAt[g] + i;
            a = FloatVector.fromArray(S, x, at).fma(slope, a);
            b = FloatVector.fromArray(S, x, at + L).fma(slope, b);
            c = FloatVector.fromArray(S, x, at + 2 * L).fma(slope, c);
            d = FloatVector.fromArray(S, x, at + 3 * L).fma(slope, d);
        }
        a.intoArray(sums, i);
        b.intoArray(sums, i + L);
        c.intoArray(sums, i + 2 * L);
        d.intoArray(sums, i + 3 * L);
    }

    private void one(float[] x, int i, float[] dy, int o, int vectors) {
        FloatVector a = FloatVector.zero(S);
        for (int g = 0; g < vectors; g++) {
            a = FloatVector.fromArray(S, x, xAt[g] + i).fma(FloatVector.fromArray(S, dy, dAt[g] + o), a);
        }
        a.intoArray(sums, i);
    }
}
