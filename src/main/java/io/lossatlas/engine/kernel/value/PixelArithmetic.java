package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** An operation of arithmetic on the pixels of two tensors, {@code z[n] = x[first[n]] op y[second[n]]}, and its gradients. */
public final class PixelArithmetic {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int Z = 2;

    /** The operation. */
    public enum Operation {
        /** {@code x + y}. */
        SUM,
        /** {@code x - y}. */
        DIFFERENCE,
        /** {@code x y}. */
        PRODUCT,
        /** {@code x / y}. */
        QUOTIENT
    }

    private final Operation operation;
    private final PixelRuns runs;

    /** An operation on elements of values of two shapes; {@code first} and {@code second} have one for each of z's. */
    public PixelArithmetic(Operation operation, Shape x, int[] first, Shape y, int[] second, Shape z) {
        this.operation = operation;
        this.runs = new PixelRuns(Offsets.of(x, first), Offsets.of(y, second), Offsets.of(z));
    }

    /** Computes z. */
    public void run(Tensor x, Tensor y, Tensor z) {
        for (int r = 0; r < runs.count(); r++) {
            int a = x.offset() + runs.start(X, r);
            int b = y.offset() + runs.start(Y, r);
            int c = z.offset() + runs.start(Z, r);
            int aStep = runs.step(X, r);
            int bStep = runs.step(Y, r);
            int pixels = runs.pixels(r);
            switch (operation) {
                case SUM -> sum(x.data(), a, aStep, 1, y.data(), b, bStep, z.data(), c, pixels);
                case DIFFERENCE -> sum(x.data(), a, aStep, -1, y.data(), b, bStep, z.data(), c, pixels);
                case PRODUCT -> product(x.data(), a, aStep, y.data(), b, bStep, z.data(), c, pixels);
                case QUOTIENT -> quotient(x.data(), a, aStep, y.data(), b, bStep, z.data(), c, pixels);
            }
        }
    }

    private static void sum(
            float[] x, int a, int aStep, float sign, float[] y, int b, int bStep, float[] z, int c, int pixels) {
        FloatVector s = FloatVector.broadcast(S, sign);
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                FloatVector left = FloatVector.fromArray(S, x, a + p * aStep + lane);
                FloatVector right = FloatVector.fromArray(S, y, b + p * bStep + lane);
                right.fma(s, left).intoArray(z, c + p * L + lane);
            }
        }
    }

    private static void product(
            float[] x, int a, int aStep, float[] y, int b, int bStep, float[] z, int c, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                FloatVector left = FloatVector.fromArray(S, x, a + p * aStep + lane);
                FloatVector right = FloatVector.fromArray(S, y, b + p * bStep + lane);
                left.mul(right).intoArray(z, c + p * L + lane);
            }
        }
    }

    private static void quotient(
            float[] x, int a, int aStep, float[] y, int b, int bStep, float[] z, int c, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                FloatVector left = FloatVector.fromArray(S, x, a + p * aStep + lane);
                FloatVector right = FloatVector.fromArray(S, y, b + p * bStep + lane);
                left.div(right).intoArray(z, c + p * L + lane);
            }
        }
    }

    /** Adds the gradient of x. */
    public void addFirstGradient(Tensor y, Tensor dz, Tensor dx) {
        for (int r = 0; r < runs.count(); r++) {
            int b = y.offset() + runs.start(Y, r);
            int c = dz.offset() + runs.start(Z, r);
            int a = dx.offset() + runs.start(X, r);
            int aStep = runs.step(X, r);
            int bStep = runs.step(Y, r);
            int pixels = runs.pixels(r);
            switch (operation) {
                case SUM, DIFFERENCE -> PixelRows.add(1, dz.data(), c, L, dx.data(), a, aStep, pixels);
                case PRODUCT -> addProduct(dz.data(), c, y.data(), b, bStep, dx.data(), a, aStep, pixels);
                case QUOTIENT -> addQuotient(dz.data(), c, y.data(), b, bStep, dx.data(), a, aStep, pixels);
            }
        }
    }

    /** Adds the gradient of y. */
    public void addSecondGradient(Tensor x, Tensor y, Tensor dz, Tensor dy) {
        for (int r = 0; r < runs.count(); r++) {
            int a = x.offset() + runs.start(X, r);
            int c = dz.offset() + runs.start(Z, r);
            int b = dy.offset() + runs.start(Y, r);
            int aStep = runs.step(X, r);
            int bStep = runs.step(Y, r);
            int pixels = runs.pixels(r);
            switch (operation) {
                case SUM -> PixelRows.add(1, dz.data(), c, L, dy.data(), b, bStep, pixels);
                case DIFFERENCE -> PixelRows.add(-1, dz.data(), c, L, dy.data(), b, bStep, pixels);
                case PRODUCT -> addProduct(dz.data(), c, x.data(), a, aStep, dy.data(), b, bStep, pixels);
                case QUOTIENT -> {
                    int divisor = y.offset() + runs.start(Y, r);
                    addDivisor(dz.data(), c, x.data(), a, aStep, y.data(), divisor, dy.data(), b, bStep, pixels);
                }
            }
        }
    }

    private static void addProduct(
            float[] dz, int c, float[] by, int b, int bStep, float[] to, int a, int aStep, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                int n = a + p * aStep + lane;
                FloatVector factor = FloatVector.fromArray(S, by, b + p * bStep + lane);
                FloatVector sum = FloatVector.fromArray(S, to, n);
                FloatVector.fromArray(S, dz, c + p * L + lane).fma(factor, sum).intoArray(to, n);
            }
        }
    }

    private static void addQuotient(
            float[] dz, int c, float[] by, int b, int bStep, float[] to, int a, int aStep, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                int n = a + p * aStep + lane;
                FloatVector divisor = FloatVector.fromArray(S, by, b + p * bStep + lane);
                FloatVector part =
                        FloatVector.fromArray(S, dz, c + p * L + lane).div(divisor);
                FloatVector.fromArray(S, to, n).add(part).intoArray(to, n);
            }
        }
    }

    /** {@code dy -= dz x / y / y}. */
    private static void addDivisor(
            float[] dz,
            int c,
            float[] x,
            int a,
            int aStep,
            float[] y,
            int divisor,
            float[] dy,
            int b,
            int bStep,
            int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                int n = p * bStep + lane;
                FloatVector by = FloatVector.fromArray(S, y, divisor + n);
                FloatVector slope = FloatVector.fromArray(S, x, a + p * aStep + lane)
                        .div(by)
                        .div(by)
                        .neg();
                FloatVector sum = FloatVector.fromArray(S, dy, b + n);
                FloatVector.fromArray(S, dz, c + p * L + lane).fma(slope, sum).intoArray(dy, b + n);
            }
        }
    }
}
