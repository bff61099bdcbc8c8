package io.lossatlas.engine.kernel;

import java.util.Arrays;

/**
 * The sums of {@link OuterProducts} for a large matrix, as products of matrices: with 16 inputs in the lanes of a vector instead of
 * 16 images, an output's gradients are sums over vectors and images, so that each is one number and not one for each image.
 * {@value #CHUNK} vectors are summed in the order of vectors and images, then chunks in theirs. Belongs to one thread.
 */
final class PanelOuterProducts {
    private static final int L = Lanes.LOGICAL;

    /** Gradients from which on turning the vectors around costs little beside the products. */
    private static final int LEAST = 16_384;

    /** Vectors that are summed before their sum is added. */
    private static final int CHUNK = 16;

    private final int outputs;
    private final int inputs;
    private final int blocks; // of 16 inputs
    private final int chunk; // vectors
    private final int terms; // of a chunk
    private final PanelProducts products;
    private final float[] slopes; // [outputs][terms]
    /** [blocks][terms][16 inputs], then the sums of a chunk and of all, [blocks][outputs][16 inputs]. */
    private final float[] data;

    private final int first;
    private final int sums;
    private final int all;

    /** As {@link OuterProducts} has it. */
    PanelOuterProducts(int outputs, int inputs, int vectors) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.blocks = (inputs + L - 1) / L;
        this.chunk = Math.min(CHUNK, vectors);
        this.terms = chunk * L;
        this.products = new PanelProducts(outputs, terms, terms, 1);
        this.slopes = new float[Math.multiplyExact(outputs, terms)];
        int turned = Math.multiplyExact(blocks * L, terms);
        int size = Math.multiplyExact(blocks * L, outputs);
        Scratch scratch = Scratch.of(Math.addExact(turned, Math.multiplyExact(2, size)));
        this.data = scratch.data();
        this.first = scratch.first();
        this.sums = first + turned;
        this.all = sums + size;
    }

    /** Whether it is faster than a sum for each image. */
    static boolean suits(int outputs, int inputs) {
        return Math.min(outputs, inputs) >= L && (long) outputs * inputs >= LEAST;
    }

    /**
     * Sums over vectors.
     *
     * @param xAt where each begins in x
     * @param dAt where each begins in dy
     * @param gradient receives {@code [outputs][inputs]} from {@code to} on
     */
    void run(float[] x, int[] xAt, float[] dy, int[] dAt, int vectors, float[] gradient, int to) {
        int size = all - sums;
        Arrays.fill(data, all, all + size, 0);
        for (int v = 0; v < vectors; v += chunk) {
            int count = Math.min(chunk, vectors - v);
            turn(x, xAt, v, count);
            load(dy, dAt, v, count);
            Arrays.fill(data, sums, all, 0);
            products.add(data, first, terms * L, data, sums, outputs * L, blocks);
            for (int n = 0; n < size; n++) {
                data[all + n] += data[sums + n];
            }
        }
        for (int o = 0; o < outputs; o++) {
            for (int b = 0; b < blocks; b++) {
                int lanes = Math.min(L, inputs - b * L);
                System.arraycopy(data, all + (b * outputs + o) * L, gradient, to + o * inputs + b * L, lanes);
            }
        }
    }

    /** A chunk that is not full ends with zeros. */
    private void load(float[] dy, int[] dAt, int v, int count) {
        for (int o = 0; o < outputs; o++) {
            int at = o * terms;
            for (int k = 0; k < count; k++) {
                System.arraycopy(dy, dAt[v + k] + o * L, slopes, at + k * L, L);
            }
            Arrays.fill(slopes, at + count * L, at + terms, 0);
        }
        products.load(slopes, 0);
    }

    /** Copies vectors so that 16 inputs lie side by side. */
    private void turn(float[] x, int[] xAt, int v, int count) {
        if (count < chunk) {
            Arrays.fill(data, first, sums, 0);
        }
        for (int b = 0; b < blocks; b++) {
            int lanes = Math.min(L, inputs - b * L);
            for (int k = 0; k < count; k++) {
                int from = xAt[v + k] + b * L * L;
                int at = first + (b * terms + k * L) * L;
                for (int c = 0; c < lanes; c++) {
                    for (int lane = 0; lane < L; lane++) {
                        data[at + lane * L + c] = x[from + c * L + lane];
                    }
                }
            }
        }
    }
}
