package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of the products between Winograd's transforms, at one of the 16 positions: {@code m[o][t] = sum_i u[i][o] v[i][t]} for two
 * tiles {@code t} and 8, 4 or 1 output channels {@code o}. Accumulators are named locals and the one loop has no branch.
 */
final class ProductTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int W = Lanes.WIDTH;

    private ProductTiles() {}

    static void product8x2(float[] v, int x, float[] u, int k, int channels, float[] m, int to) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector a0 = zero;
        FloatVector a1 = zero;
        FloatVector a2 = zero;
        FloatVector a3 = zero;
        FloatVector a4 = zero;
        FloatVector a5 = zero;
        FloatVector a6 = zero;
        FloatVector a7 = zero;
        FloatVector b0 = zero;
        FloatVector b1 = zero;
        FloatVector b2 = zero;
        FloatVector b3 = zero;
        FloatVector b4 = zero;
        FloatVector b5 = zero;
        FloatVector b6 = zero;
        FloatVector b7 = zero;
        for (int i = 0; i < channels; i++) {
            FloatVector p = FloatVector.fromArray(S, v, x + WinogradInputs.CHANNEL * i);
            FloatVector q = FloatVector.fromArray(S, v, x + WinogradInputs.CHANNEL * i + W);
            FloatVector f = FloatVector.broadcast(S, u[k + 8 * i]);
            a0 = p.fma(f, a0);
            b0 = q.fma(f, b0);
            f = FloatVector.broadcast(S, u[k + 8 * i + 1]);
            a1 = p.fma(f, a1);
            b1 = q.fma(f, b1);
            f = FloatVector.broadcast(S, u[k + 8 * i + 2]);
            a2 = p.fma(f, a2);
            b2 = q.fma(f, b2);
            f = FloatVector.broadcast(S, u[k + 8 * i + 3]);
            a3 = p.fma(f, a3);
            b3 = q.fma(f, b3);
            f = FloatVector.broadcast(S, u[k + 8 * i + 4]);
            a4 = p.fma(f, a4);
            b4 = q.fma(f, b4);
            f = FloatVector.broadcast(S, u[k + 8 * i + 5]);
            a5 = p.fma(f, a5);
            b5 = q.fma(f, b5);
            f = FloatVector.broadcast(S, u[k + 8 * i + 6]);
            a6 = p.fma(f, a6);
            b6 = q.fma(f, b6);
            f = FloatVector.broadcast(S, u[k + 8 * i + 7]);
            a7 = p.fma(f, a7);
            b7 = q.fma(f, b7);
        }
        a0.intoArray(m, to);
        b0.intoArray(m, to + WinogradOutputs.TILE);
        a1.intoArray(m, to + 2 * WinogradOutputs.TILE);
        b1.intoArray(m, to + 3 * WinogradOutputs.TILE);
        a2.intoArray(m, to + 4 * WinogradOutputs.TILE);
        b2.intoArray(m, to + 5 * WinogradOutputs.TILE);
        a3.intoArray(m, to + 6 * WinogradOutputs.TILE);
        b3.intoArray(m, to + 7 * WinogradOutputs.TILE);
        a4.intoArray(m, to + 8 * WinogradOutputs.TILE);
        b4.intoArray(m, to + 9 * WinogradOutputs.TILE);
        a5.intoArray(m, to + 10 * WinogradOutputs.TILE);
        b5.intoArray(m, to + 11 * WinogradOutputs.TILE);
        a6.intoArray(m, to + 12 * WinogradOutputs.TILE);
        b6.intoArray(m, to + 13 * WinogradOutputs.TILE);
        a7.intoArray(m, to + 14 * WinogradOutputs.TILE);
        b7.intoArray(m, to + 15 * WinogradOutputs.TILE);
    }

    static void product4x2(float[] v, int x, float[] u, int k, int channels, float[] m, int to) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector a0 = zero;
        FloatVector a1 = zero;
        FloatVector a2 = zero;
        FloatVector a3 = zero;
        FloatVector b0 = zero;
        FloatVector b1 = zero;
        FloatVector b2 = zero;
        FloatVector b3 = zero;
        for (int i = 0; i < channels; i++) {
            FloatVector p = FloatVector.fromArray(S, v, x + WinogradInputs.CHANNEL * i);
            FloatVector q = FloatVector.fromArray(S, v, x + WinogradInputs.CHANNEL * i + W);
            FloatVector f = FloatVector.broadcast(S, u[k + 4 * i]);
            a0 = p.fma(f, a0);
            b0 = q.fma(f, b0);
            f = FloatVector.broadcast(S, u[k + 4 * i + 1]);
            a1 = p.fma(f, a1);
            b1 = q.fma(f, b1);
            f = FloatVector.broadcast(S, u[k + 4 * i + 2]);
            a2 = p.fma(f, a2);
            b2 = q.fma(f, b2);
            f = FloatVector.broadcast(S, u[k + 4 * i + 3]);
            a3 = p.fma(f, a3);
            b3 = q.fma(f, b3);
        }
        a0.intoArray(m, to);
        b0.intoArray(m, to + WinogradOutputs.TILE);
        a1.intoArray(m, to + 2 * WinogradOutputs.TILE);
        b1.intoArray(m, to + 3 * WinogradOutputs.TILE);
        a2.intoArray(m, to + 4 * WinogradOutputs.TILE);
        b2.intoArray(m, to + 5 * WinogradOutputs.TILE);
        a3.intoArray(m, to + 6 * WinogradOutputs.TILE);
        b3.intoArray(m, to + 7 * WinogradOutputs.TILE);
    }

    static void product1x2(float[] v, int x, float[] u, int k, int channels, float[] m, int to) {
        FloatVector a0 = FloatVector.zero(S);
        FloatVector b0 = FloatVector.zero(S);
        for (int i = 0; i < channels; i++) {
            FloatVector f = FloatVector.broadcast(S, u[k + i]);
            a0 = FloatVector.fromArray(S, v, x + WinogradInputs.CHANNEL * i).fma(f, a0);
            b0 = FloatVector.fromArray(S, v, x + WinogradInputs.CHANNEL * i + W).fma(f, b0);
        }
        a0.intoArray(m, to);
        b0.intoArray(m, to + WinogradOutputs.TILE);
    }
}
