package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.PanelProducts;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of {@link DirectConvolution}, term by term in the same order and so to the same bits, as products of matrices: of the
 * filters with what they see of some pixels, which is gathered first. For many terms and filters, where a tile's input would lie
 * on as many pages as it has channels.
 */
final class PanelConvolution implements DirectKernel {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private static final int LEAST_FILTERS = 16;
    private static final int LEAST_TERMS = 32;

    /** The same against the tiles of {@link DirectConvolution} that read three taps at a time. */
    private static final int LEAST_THREES = 512;

    /** Vectors that are gathered, or summed, at a time, about: 256 KiB. */
    private static final int BLOCK = 4096;

    /** Pixels at a time at least, of which products take as many together. */
    private static final int LEAST_PIXELS = 4;

    private final Geometry geometry;
    private final int channels;
    private final int terms;
    private final int pixels; // at a time
    private final int[] from; // of each pixel
    private final int[] to;
    private final PanelProducts products;
    private final float[] data;
    private final int seen; // [pixels][terms][16], from here on
    private final int made; // [pixels][channels][16], from here on
    private float[] biases;
    private int bias;

    /**
     * Sums of a geometry.
     *
     * @param scratch at least {@link #scratch} floats
     */
    PanelConvolution(Geometry geometry, Scratch scratch) {
        this.geometry = geometry;
        this.channels = geometry.out().channels();
        this.terms = geometry.taps().length;
        int all = geometry.rows() * geometry.columns();
        this.pixels = Math.min(all, pixels(channels, terms));
        this.from = new int[all];
        this.to = new int[all];
        for (int n = 0; n < all; n++) {
            int y = n / geometry.columns();
            int x = n % geometry.columns();
            from[n] = geometry.inFirst() + y * geometry.inRow() + x * geometry.inStep();
            to[n] = geometry.outFirst() + y * geometry.outRow() + x * geometry.outStep();
        }
        this.products = new PanelProducts(channels, terms, terms, 1);
        this.data = scratch.data();
        this.seen = scratch.first();
        this.made = seen + pixels * terms * L;
    }

    /** Whether it is faster than tiles of what lies in a tensor. */
    static boolean suits(Geometry geometry) {
        int terms = geometry.taps().length;
        return suits(geometry.out().channels(), terms) && (!geometry.threeInARow() || terms >= LEAST_THREES);
    }

    private static boolean suits(int channels, int terms) {
        return channels >= LEAST_FILTERS && terms >= LEAST_TERMS;
    }

    /** Floats of scratch that it needs at most; none where it does not suit. */
    static int scratch(int channels, int terms) {
        return suits(channels, terms)
                ? Math.multiplyExact(pixels(channels, terms) * L, Math.addExact(channels, terms))
                : 0;
    }

    private static int pixels(int channels, int terms) {
        return Math.max(LEAST_PIXELS, BLOCK / Math.max(channels, terms) / LEAST_PIXELS * LEAST_PIXELS);
    }

    @Override
    public Shape output() {
        return geometry.out();
    }

    @Override
    public void load(float[] weights, int filters, int first) {
        products.load(weights, filters);
        biases = weights;
        bias = first;
    }

    @Override
    public void run(Tensor input, ConvolutionCall addition, float floor, Tensor output) {
        run(input.data(), input.offset(), addition, floor, output.data(), output.offset());
    }

    @Override
    public void run(float[] in, int first, ConvolutionCall addition, float floor, float[] out, int into) {
        for (int p = 0; p < from.length; p += pixels) {
            int count = Math.min(pixels, from.length - p);
            gather(in, first, p, count);
            start(addition, into, p, count);
            products.add(data, seen, terms * L, data, made, channels * L, count);
            store(floor, out, into, p, count);
        }
    }

    private void gather(float[] in, int first, int p, int count) {
        int[] taps = geometry.taps();
        for (int t = 0; t < terms; t++) {
            for (int n = 0; n < count; n++) {
                copy(in, first + from[p + n] + taps[t], data, seen + (n * terms + t) * L);
            }
        }
    }

    private static void copy(float[] in, int at, float[] out, int to) {
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            FloatVector.fromArray(S, in, at + lane).intoArray(out, to + lane);
        }
    }

    /** What is added, and biases. */
    private void start(ConvolutionCall addition, int into, int p, int count) {
        float[] added = addition.added;
        int step = addition.addedStep;
        for (int o = 0; o < channels; o++) {
            FloatVector start = FloatVector.broadcast(S, biases[bias + o]);
            for (int n = 0; n < count; n++) {
                int at = step * (into + o * geometry.out().plane() + to[p + n] + addition.addedShift);
                int sum = made + (n * channels + o) * L;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    FloatVector.fromArray(S, added, at + lane).add(start).intoArray(data, sum + lane);
                }
            }
        }
    }

    private void store(float floor, float[] out, int into, int p, int count) {
        FloatVector least = FloatVector.broadcast(S, floor);
        for (int o = 0; o < channels; o++) {
            for (int n = 0; n < count; n++) {
                int at = into + o * geometry.out().plane() + to[p + n];
                int sum = made + (n * channels + o) * L;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    FloatVector value = FloatVector.fromArray(S, data, sum + lane);
                    value.blend(least, value.compare(VectorOperators.LE, least)).intoArray(out, at + lane);
                }
            }
        }
    }
}
