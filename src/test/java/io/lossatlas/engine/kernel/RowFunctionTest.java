package io.lossatlas.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.engine.kernel.function.ClippedLine;
import io.lossatlas.engine.kernel.function.ErrorFunction;
import io.lossatlas.engine.kernel.function.Exponential;
import io.lossatlas.engine.kernel.function.Gelu;
import io.lossatlas.engine.kernel.function.GeluTanh;
import io.lossatlas.engine.kernel.function.HardSwish;
import io.lossatlas.engine.kernel.function.HyperbolicTangent;
import io.lossatlas.engine.kernel.function.LeakyRelu;
import io.lossatlas.engine.kernel.function.Logarithm;
import io.lossatlas.engine.kernel.function.Power;
import io.lossatlas.engine.kernel.function.Reciprocal;
import io.lossatlas.engine.kernel.function.RowFunction;
import io.lossatlas.engine.kernel.function.RowTangents;
import io.lossatlas.engine.kernel.function.Sigmoid;
import io.lossatlas.engine.kernel.function.SquareRoot;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions of single numbers in float against those in double, at every 4,099th float, which is some 2,000 of every exponent and
 * sign, at every float near 1, and at the numbers at which something changes.
 */
class RowFunctionTest {
    /** An odd step through all floats. */
    private static final int STEP = 4099;

    private static final int DENSE = 1 << 18;
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1,
        -1,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        0.625f,
        Math.nextDown(0.625f),
        475 / 512f,
        Math.nextUp(475 / 512f),
        -475 / 512f,
        88.72283f,
        88.72284f,
        -87.33655f,
        -103.97207f,
        -103.97208f,
        -104
    };

    static Stream<Arguments> functions() {
        return Stream.of(
                Arguments.of("exp", new Exponential(), of(PointwiseFunction.EXP, 0), 1.0),
                Arguments.of("log", new Logarithm(), of(PointwiseFunction.LOG, 0), 1.0),
                Arguments.of("sigmoid", new Sigmoid(), of(PointwiseFunction.SIGMOID, 0), 2.0),
                Arguments.of("tanh", new HyperbolicTangent(), of(PointwiseFunction.TANH, 0), 2.0),
                Arguments.of("erf", new ErrorFunction(), of(PointwiseFunction.ERF, 0), 2.0),
                Arguments.of("sqrt", new SquareRoot(), of(PointwiseFunction.SQRT, 0), 0.5),
                Arguments.of("reciprocal", new Reciprocal(), of(PointwiseFunction.RECIPROCAL, 0), 0.5),
                Arguments.of("square", new Power(2), of(PointwiseFunction.POWER, 2), 0.5001),
                Arguments.of("cube", new Power(3), of(PointwiseFunction.POWER, 3), 0.5001),
                Arguments.of("inverse cube", new Power(-3), of(PointwiseFunction.POWER, -3), 0.5001),
                Arguments.of("fourth power", new Power(4), of(PointwiseFunction.POWER, 4), 0.5001),
                Arguments.of("power 2.5", new Power(2.5), of(PointwiseFunction.POWER, 2.5), 0.5001),
                Arguments.of("power -0.5", new Power(-0.5), of(PointwiseFunction.POWER, -0.5), 0.5001));
    }

    private static DoubleUnaryOperator of(PointwiseFunction function, double a) {
        return x -> function.value(x, a, 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aFunctionIsWithinUnitsInTheLastPlace(
            String name, RowFunction function, DoubleUnaryOperator exact, double units) {
        float[] x = inputs();
        float[] y = values(function, x);
        double worst = 0;
        float at = 0;
        for (int n = 0; n < x.length; n++) {
            double error = units(y[n], exact.applyAsDouble(x[n]));
            if (!(error <= worst)) {
                worst = error;
                at = x[n];
            }
        }
        assertThat(worst).as("at %s", at).isLessThanOrEqualTo(units);
    }

    /** In units in the last place of the result, rounded; 0 for the same number, infinity or no number. */
    private static double units(float found, double expected) {
        float rounded = (float) expected;
        if (Float.compare(found, rounded) == 0 || found == rounded) {
            return 0.5 * (found == expected ? 0 : 1);
        }
        return Math.abs(found - expected) / Math.ulp(rounded);
    }

    static Stream<Arguments> approximated() {
        return Stream.of(
                Arguments.of("gelu", new Gelu(), PointwiseFunction.GELU),
                Arguments.of("gelu by tanh", new GeluTanh(), PointwiseFunction.GELU_TANH));
    }

    /** 1.8e-7 is three units in the last place of 0.5 to 1. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("approximated")
    void aGeluIsWithinRoundingsOfItsArgument(String name, RowFunction function, PointwiseFunction exact) {
        float[] x = inputs();
        float[] y = values(function, x);
        for (int n = 0; n < x.length; n++) {
            double expected = exact.value(x[n], 0, 0);
            if (Double.isNaN(expected) || Double.isInfinite(expected)) {
                assertThat(Float.compare(y[n], (float) expected))
                        .as("at %s", x[n])
                        .isZero();
            } else {
                assertThat(Math.abs(y[n] - expected))
                        .as("at %s", x[n])
                        .isLessThanOrEqualTo(1.8e-7 * Math.abs(x[n]) + Float.MIN_VALUE);
            }
        }
    }

    static Stream<Arguments> slopes() {
        return Stream.of(
                Arguments.of("sigmoid", new Sigmoid(), PointwiseFunction.SIGMOID),
                Arguments.of("tanh", new HyperbolicTangent(), PointwiseFunction.TANH),
                Arguments.of("erf", new ErrorFunction(), PointwiseFunction.ERF),
                Arguments.of("gelu", new Gelu(), PointwiseFunction.GELU),
                Arguments.of("gelu by tanh", new GeluTanh(), PointwiseFunction.GELU_TANH));
    }

    /** Of slopes between -0.13 and 1.13. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("slopes")
    void aSlopeIsWithinFiveRoundings(String name, RowFunction function, PointwiseFunction exact) {
        float[] x = inputs();
        float[] dy = new float[x.length];
        Arrays.fill(dy, 1);
        for (int i = 0; i < x.length; i += RowFunction.MOST) {
            function.slope(x, i, dy, i, Math.min(RowFunction.MOST, x.length - i));
        }
        for (int n = 0; n < x.length; n++) {
            double expected = exact.slope(x[n], 0, 0);
            if (Float.isFinite(x[n]) && Math.abs(x[n]) < 1e12) {
                assertThat(Math.abs(dy[n] - expected)).as("at %s", x[n]).isLessThanOrEqualTo(3e-7);
            }
        }
    }

    static Stream<Arguments> curvatures() {
        return Stream.of(
                Arguments.of("sigmoid", new Sigmoid(), PointwiseFunction.SIGMOID),
                Arguments.of("tanh", new HyperbolicTangent(), PointwiseFunction.TANH),
                Arguments.of("erf", new ErrorFunction(), PointwiseFunction.ERF),
                Arguments.of("gelu", new Gelu(), PointwiseFunction.GELU),
                Arguments.of("gelu by tanh", new GeluTanh(), PointwiseFunction.GELU_TANH),
                Arguments.of("hard swish", new HardSwish(), PointwiseFunction.HARD_SWISH),
                Arguments.of("clipped", new ClippedLine(1, 0, 0, 0), PointwiseFunction.CLIP),
                Arguments.of("leaky", new LeakyRelu(0), PointwiseFunction.LEAKY_RELU));
    }

    /** Of second derivatives up to 1 in size, of the tangent hyperbolic and the error function 0.8 and 1. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("curvatures")
    void aSecondDerivativeIsWithinTenRoundings(String name, RowFunction function, PointwiseFunction exact) {
        float[] x = inputs();
        float[] y = curvatures(function, x);
        for (int n = 0; n < x.length; n++) {
            if (Float.isFinite(x[n]) && Math.abs(x[n]) < 1e12) {
                assertThat(Math.abs(y[n] - exact.curvature(x[n], 0, 0)))
                        .as("at %s", x[n])
                        .isLessThanOrEqualTo(6e-7);
            }
        }
    }

    /** Of numbers up to 1 and slopes and second derivatives up to 1.2: fifteen roundings of 6e-8. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("curvatures")
    void tangentsAreSlopeAndSecondDerivativeAlongADirection(
            String name, RowFunction function, PointwiseFunction exact) {
        float[] x = inputs();
        float[] xAlong = wave(x.length, 0.7);
        float[] dy = wave(x.length, 1.1);
        float[] start = wave(x.length, 1.7);
        float[] yAlong = new float[x.length];
        float[] dyAlong = start.clone();
        RowTangents tangents = new RowTangents(function);
        for (int i = 0; i < x.length; i += RowFunction.MOST) {
            int floats = Math.min(RowFunction.MOST, x.length - i);
            tangents.value(x, i, xAlong, i, yAlong, i, floats);
            tangents.slope(x, i, xAlong, i, dy, i, dyAlong, i, floats);
        }
        for (int n = 0; n < x.length; n++) {
            if (Float.isFinite(x[n]) && Math.abs(x[n]) < 1e12) {
                double slope = exact.slope(x[n], 0, 0);
                double turn = exact.curvature(x[n], 0, 0) * xAlong[n] * dy[n];
                assertThat(Math.abs(yAlong[n] - slope * xAlong[n]))
                        .as("at %s", x[n])
                        .isLessThanOrEqualTo(9e-7);
                assertThat(Math.abs(dyAlong[n] - slope * start[n] - turn))
                        .as("at %s", x[n])
                        .isLessThanOrEqualTo(9e-7);
            }
        }
    }

    private static float[] wave(int length, double step) {
        float[] wave = new float[length];
        for (int n = 0; n < length; n++) {
            wave[n] = (float) Math.sin(step * n);
        }
        return wave;
    }

    static Stream<Arguments> steep() {
        return Stream.of(
                Arguments.of("exp", new Exponential(), PointwiseFunction.EXP, 0),
                Arguments.of("log", new Logarithm(), PointwiseFunction.LOG, 0),
                Arguments.of("sqrt", new SquareRoot(), PointwiseFunction.SQRT, 0),
                Arguments.of("reciprocal", new Reciprocal(), PointwiseFunction.RECIPROCAL, 0),
                Arguments.of("square", new Power(2), PointwiseFunction.POWER, 2),
                Arguments.of("cube", new Power(3), PointwiseFunction.POWER, 3),
                Arguments.of("power 2.5", new Power(2.5), PointwiseFunction.POWER, 2.5),
                Arguments.of("power 1", new Power(1), PointwiseFunction.POWER, 1),
                Arguments.of("power -0.5", new Power(-0.5), PointwiseFunction.POWER, -0.5));
    }

    /** Of numbers over 0 whose second derivative is a normal float: five roundings of 6e-8. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("steep")
    void aSecondDerivativeIsWithinRoundingsOfItself(
            String name, RowFunction function, PointwiseFunction exact, double a) {
        float[] x = inputs();
        float[] y = curvatures(function, x);
        for (int n = 0; n < x.length; n++) {
            double expected = exact.curvature(x[n], a, 0);
            boolean normal = Math.abs(expected) > 1e-30 && Math.abs(expected) < 1e30;
            if (x[n] > 1e-12 && x[n] < 1e12 && (normal || expected == 0)) {
                assertThat(Math.abs(y[n] - expected)).as("at %s", x[n]).isLessThanOrEqualTo(3e-7 * Math.abs(expected));
            }
        }
    }

    private static float[] curvatures(RowFunction function, float[] x) {
        float[] y = x.clone();
        for (int i = 0; i < x.length; i += RowFunction.MOST) {
            function.curvature(y, i, y, i, Math.min(RowFunction.MOST, x.length - i));
        }
        return y;
    }

    private static float[] values(RowFunction function, float[] x) {
        float[] y = x.clone();
        for (int i = 0; i < x.length; i += RowFunction.MOST) {
            function.value(y, i, y, i, Math.min(RowFunction.MOST, x.length - i));
        }
        return y;
    }

    /** A multiple of 16 of them. */
    private static float[] inputs() {
        int sampled = (int) ((1L << 32) / STEP);
        float[] x = new float[(sampled + 2 * DENSE + SPECIAL.length) / Lanes.LOGICAL * Lanes.LOGICAL + Lanes.LOGICAL];
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
        int n = SPECIAL.length;
        for (int k = 0; k < sampled; k++) {
            x[n++] = Float.intBitsToFloat(k * STEP);
        }
        for (int k = 0; k < DENSE; k++) {
            x[n++] = 12 * (k + 0.5f) / DENSE;
            x[n++] = -12 * (k + 0.5f) / DENSE;
        }
        return x;
    }
}
