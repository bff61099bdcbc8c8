package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Pointwise;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.onnx.Operators.Single;
import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.ElementType;
import java.util.HashMap;
import java.util.Map;

/** Functions of each value by itself. */
final class PointwiseOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = all();

    private PointwiseOperators() {}

    private static Map<String, Single> all() {
        Map<String, Single> all = new HashMap<>();
        all.put("Relu", at -> at.map(new Relu(), at.activation(0)));
        all.put("Sigmoid", plain(PointwiseFunction.SIGMOID));
        all.put("Tanh", plain(PointwiseFunction.TANH));
        all.put("HardSwish", plain(PointwiseFunction.HARD_SWISH));
        all.put("Erf", plain(PointwiseFunction.ERF));
        all.put("Neg", plain(PointwiseFunction.NEGATE));
        all.put("Exp", plain(PointwiseFunction.EXP));
        all.put("Log", plain(PointwiseFunction.LOG));
        all.put("Sqrt", plain(PointwiseFunction.SQRT));
        all.put("Reciprocal", plain(PointwiseFunction.RECIPROCAL));
        all.put("Abs", plain(PointwiseFunction.ABSOLUTE));
        all.put(
                "LeakyRelu",
                at -> of(at, PointwiseFunction.LEAKY_RELU, at.node().real("alpha", 0.01f), 0));
        all.put(
                "HardSigmoid",
                at -> of(
                        at,
                        PointwiseFunction.HARD_SIGMOID,
                        at.node().real("alpha", 0.2f),
                        at.node().real("beta", 0.5f)));
        all.put("Gelu", PointwiseOperators::gelu);
        all.put("Pow", PointwiseOperators::power);
        all.put("Clip", PointwiseOperators::clip);
        all.put("Max", at -> clip(at, other(at), Double.POSITIVE_INFINITY));
        all.put("Min", at -> clip(at, Double.NEGATIVE_INFINITY, other(at)));
        all.put("Identity", PointwiseOperators::identity);
        all.put("Dropout", PointwiseOperators::dropout);
        all.put("Cast", PointwiseOperators::cast);
        all.put("CastLike", at -> at.value(0));
        return Map.copyOf(all);
    }

    private static Single plain(PointwiseFunction function) {
        return at -> of(at, function, 0, 0);
    }

    private static Activation of(NodeReading at, PointwiseFunction function, double first, double second) {
        return at.map(new Pointwise(function, first, second), at.activation(0));
    }

    private static Value gelu(NodeReading at) {
        String approximation = at.node().text("approximate", "none");
        return switch (approximation) {
            case "none" -> of(at, PointwiseFunction.GELU, 0, 0);
            case "tanh" -> of(at, PointwiseFunction.GELU_TANH, 0, 0);
            default -> throw new IllegalArgumentException("expected approximate none or tanh, found " + approximation);
        };
    }

    private static Value power(NodeReading at) {
        double exponent = at.constant(1).single();
        if (exponent == 1) {
            return at.activation(0);
        } else if (exponent == 0.5) {
            return of(at, PointwiseFunction.SQRT, 0, 0);
        }
        return of(at, PointwiseFunction.POWER, exponent, 0);
    }

    private static Value clip(NodeReading at) {
        return clip(
                at,
                at.optionalConstant(1).map(ConstantTensor::single).orElse(Double.NEGATIVE_INFINITY),
                at.optionalConstant(2).map(ConstantTensor::single).orElse(Double.POSITIVE_INFINITY));
    }

    private static Value clip(NodeReading at, double low, double high) {
        return low == 0 && high == Double.POSITIVE_INFINITY
                ? at.map(new Relu(), at.activation(0))
                : of(at, PointwiseFunction.CLIP, low, high);
    }

    private static double other(NodeReading at) {
        if (at.node().inputs().size() != 2) {
            throw new IllegalArgumentException("expected a value and a constant, found %d inputs"
                    .formatted(at.node().inputs().size()));
        }
        return at.constant(1).single();
    }

    /** A name of its own for a parameter; for everything else nothing. */
    private static Value identity(NodeReading at) {
        return at.value(0) instanceof ParameterSource source
                ? source.named(at.node().output())
                : at.value(0);
    }

    private static Value dropout(NodeReading at) {
        if (at.optional(2).isPresent() && at.constant(2).single() != 0) {
            at.translation().notes().add("exported for training: dropout is left out, as in evaluation");
        }
        return at.value(0);
    }

    private static Value cast(NodeReading at) {
        ElementType to = ElementType.of((int) at.node().whole("to", 0));
        if (to.kind() != ElementType.Kind.REAL) {
            throw new IllegalArgumentException("expected a cast to floats, found one to " + to);
        }
        return at.value(0);
    }
}
