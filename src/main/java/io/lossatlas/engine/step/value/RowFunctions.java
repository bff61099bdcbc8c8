package io.lossatlas.engine.step.value;

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
import io.lossatlas.engine.kernel.function.Sigmoid;
import io.lossatlas.engine.kernel.function.SquareRoot;
import io.lossatlas.graph.operation.Pointwise;

/** The kernels of functions of single numbers. */
public final class RowFunctions {
    private static final float ALL = Float.POSITIVE_INFINITY;

    private RowFunctions() {}

    /** A kernel for one thread. */
    public static RowFunction of(Pointwise op) {
        float a = (float) op.first();
        float b = (float) op.second();
        return switch (op.function()) {
            case LEAKY_RELU -> new LeakyRelu(a);
            case CLIP -> new ClippedLine(1, 0, a, b);
            case SIGMOID -> new Sigmoid();
            case TANH -> new HyperbolicTangent();
            case HARD_SIGMOID -> new ClippedLine(a, b, 0, 1);
            case HARD_SWISH -> new HardSwish();
            case ERF -> new ErrorFunction();
            case GELU -> new Gelu();
            case GELU_TANH -> new GeluTanh();
            case NEGATE -> new ClippedLine(-1, 0, -ALL, ALL);
            case EXP -> new Exponential();
            case LOG -> new Logarithm();
            case SQRT -> new SquareRoot();
            case RECIPROCAL -> new Reciprocal();
            case ABSOLUTE -> new LeakyRelu(-1);
            case POWER -> new Power(op.first());
            case SCALE_SHIFT -> new ClippedLine(a, b, -ALL, ALL);
        };
    }
}
