package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tangents, written with a dash, of products and quotients of pixels, {@code z[n] = x[first[n]] op y[second[n]]}. */
public final class PixelTangents {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int Z = 2;

    private final PixelRuns runs;

    /** Of elements of values of two shapes; {@code first} and {@code second} have one for each of z's. */
    public PixelTangents(Shape x, int[] first, Shape y, int[] second, Shape z) {
        this.runs = new PixelRuns(Offsets.of(x, first), Offsets.of(y, second), Offsets.of(z));
    }

    /** Of a product, {@code z' = x' y + x y'}. */
    public void product(Tensor x, Tensor xAlong, Tensor y, Tensor yAlong, Tensor zAlong) {
        for (int r = 0; r < runs.count(); r++) {
            for (int p = 0; p < runs.pixels(r); p++) {
                int a = runs.start(X, r) + p * runs.step(X, r);
                int b = runs.start(Y, r) + p * runs.step(Y, r);
                int c = runs.start(Z, r) + p * L;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    FloatVector moved = of(x, a + lane).mul(of(yAlong, b + lane));
                    of(xAlong, a + lane)
                            .fma(of(y, b + lane), moved)
                            .intoArray(zAlong.data(), zAlong.offset() + c + lane);
                }
            }
        }
    }

    /** Of a quotient, {@code z' = (x' - z y') / y}. */
    public void quotient(Tensor xAlong, Tensor y, Tensor yAlong, Tensor z, Tensor zAlong) {
        for (int r = 0; r < runs.count(); r++) {
            for (int p = 0; p < runs.pixels(r); p++) {
                int a = runs.start(X, r) + p * runs.step(X, r);
                int b = runs.start(Y, r) + p * runs.step(Y, r);
                int c = runs.start(Z, r) + p * L;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    FloatVector moved = of(z, c + lane).neg().fma(of(yAlong, b + lane), of(xAlong, a + lane));
                    moved.div(of(y, b + lane)).intoArray(zAlong.data(), zAlong.offset() + c + lane);
                }
            }
        }
    }

    /** Adds the tangents of a quotient's gradient by x, {@code (dz' - dz y' / y) / y}. */
    public void addDividend(Tensor y, Tensor yAlong, Tensor dz, Tensor dzAlong, Tensor dxAlong) {
        for (int r = 0; r < runs.count(); r++) {
            for (int p = 0; p < runs.pixels(r); p++) {
                int a = dxAlong.offset() + runs.start(X, r) + p * runs.step(X, r);
                int b = runs.start(Y, r) + p * runs.step(Y, r);
                int c = runs.start(Z, r) + p * L;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    FloatVector divisor = of(y, b + lane);
                    FloatVector shrinking = of(yAlong, b + lane).div(divisor).neg();
                    FloatVector part = of(dz, c + lane)
                            .fma(shrinking, of(dzAlong, c + lane))
                            .div(divisor);
                    FloatVector.fromArray(S, dxAlong.data(), a + lane).add(part).intoArray(dxAlong.data(), a + lane);
                }
            }
        }
    }

    /** Adds the tangents of a quotient's gradient by y, {@code (dz z y' / y - dz' z - dz z') / y}. */
    public void addDivisor(
            Tensor y, Tensor yAlong, Tensor z, Tensor zAlong, Tensor dz, Tensor dzAlong, Tensor dyAlong) {
        for (int r = 0; r < runs.count(); r++) {
            for (int p = 0; p < runs.pixels(r); p++) {
                int b = runs.start(Y, r) + p * runs.step(Y, r);
                int c = runs.start(Z, r) + p * L;
                int into = dyAlong.offset() + b;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    FloatVector divisor = of(y, b + lane);
                    FloatVector quotient = of(z, c + lane);
                    FloatVector turned =
                            of(yAlong, b + lane).div(divisor).mul(quotient).sub(of(zAlong, c + lane));
                    FloatVector part = of(dz, c + lane).mul(turned);
                    part = of(dzAlong, c + lane).neg().fma(quotient, part).div(divisor);
                    FloatVector.fromArray(S, dyAlong.data(), into + lane)
                            .add(part)
                            .intoArray(dyAlong.data(), into + lane);
                }
            }
        }
    }

    private static FloatVector of(Tensor tensor, int at) {
        return FloatVector.fromArray(S, tensor.data(), tensor.offset() + at);
    }
}
