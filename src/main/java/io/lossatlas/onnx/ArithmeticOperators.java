package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.Arithmetic;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Pointwise;
import io.lossatlas.graph.operation.function.ArithmeticFunction;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.onnx.GraphDraft.Claim;
import io.lossatlas.onnx.Operators.Single;
import java.util.List;
import java.util.Map;

/** Arithmetic of two values; of a value and a number it is one operation on each value by itself. */
final class ArithmeticOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = Map.of(
            "Add", ArithmeticOperators::sum,
            "Sum", ArithmeticOperators::sum,
            "Sub", at -> binary(at, ArithmeticFunction.SUBTRACT),
            "Mul", at -> binary(at, ArithmeticFunction.MULTIPLY),
            "Div", at -> binary(at, ArithmeticFunction.DIVIDE));

    private ArithmeticOperators() {}

    private static Value sum(NodeReading at) {
        Value sum = at.value(0);
        for (int n = 1; n < at.node().inputs().size(); n++) {
            Value other = at.value(n);
            if (sum instanceof Activation left && isLayer(at, left, n - 1, other)) {
                sum = add(at, left, other);
            } else if (other instanceof Activation right && isLayer(at, right, n, sum)) {
                sum = add(at, right, sum);
            } else {
                sum = binary(at, ArithmeticFunction.ADD, sum, other);
            }
        }
        return sum;
    }

    /** Whether a value is a dense layer's, read by this node alone, that lacks the shift that it is given. */
    private static boolean isLayer(NodeReading at, Activation value, int index, Value shift) {
        String name = at.node().inputs().get(index);
        return shift instanceof ParameterSource
                && value.value().equals(name)
                && at.translation().isReadOnce(name);
    }

    /** Adds a value to one that nothing else reads: to a dense layer's its bias. */
    static Activation add(NodeReading at, Activation value, Value shift) {
        GraphDraft draft = at.translation().draft();
        boolean bias = shift instanceof ParameterSource source
                && draft.maker(value.value())
                        .filter(maker -> maker.op() instanceof Dense dense
                                && maker.parameters().size() == 1
                                && source.tensor().dims().equals(List.of((long) dense.outputs())))
                        .isPresent();
        if (bias) {
            draft.claim(value.value(), new Claim((ParameterSource) shift, Role.BIAS));
            return value;
        }
        return binary(at, ArithmeticFunction.ADD, value, shift);
    }

    private static Activation binary(NodeReading at, ArithmeticFunction function) {
        return binary(at, function, at.value(0), at.value(1));
    }

    private static Activation binary(NodeReading at, ArithmeticFunction function, Value left, Value right) {
        if (left instanceof Activation value && right instanceof Known known && isNumber(known, value)) {
            return scaled(at, value, function, known.tensor().single());
        } else if (right instanceof Activation value && left instanceof Known known && isNumber(known, value)) {
            return scaled(at, known.tensor().single(), function, value);
        }
        Alignment both = Alignment.of(at, operand(at, left), operand(at, right));
        boolean equal = both.left().shape().equals(both.right().shape());
        Op op = equal && function == ArithmeticFunction.ADD ? new Add() : new Arithmetic(function);
        return at.add(op, List.of(both.left(), both.right()), both.place());
    }

    /** A vector is a bias, whatever it is added to; other parameters have no role of their own here. */
    private static Activation operand(NodeReading at, Value value) {
        boolean bias = at.node().operation().equals("Add")
                && value instanceof ParameterSource source
                && source.tensor().dims().size() == 1;
        return bias
                ? at.translation().parameterValue((ParameterSource) value, Role.BIAS)
                : at.translation().activation(value);
    }

    private static boolean isNumber(Known known, Activation value) {
        return known.tensor().isSingle() && known.tensor().dims().length <= value.rank();
    }

    private static Activation scaled(NodeReading at, Activation value, ArithmeticFunction function, double number) {
        return switch (function) {
            case ADD -> line(at, value, 1, number);
            case SUBTRACT -> line(at, value, 1, -number);
            case MULTIPLY -> line(at, value, number, 0);
            case DIVIDE -> line(at, value, 1 / number, 0);
        };
    }

    private static Activation scaled(NodeReading at, double number, ArithmeticFunction function, Activation value) {
        return switch (function) {
            case ADD -> line(at, value, 1, number);
            case SUBTRACT -> line(at, value, -1, number);
            case MULTIPLY -> line(at, value, number, 0);
            case DIVIDE -> line(at, at.map(new Pointwise(PointwiseFunction.RECIPROCAL), value), number, 0);
        };
    }

    /** {@code scale * x + shift}. */
    static Activation line(NodeReading at, Activation value, double scale, double shift) {
        return scale == 1 && shift == 0
                ? value
                : at.map(new Pointwise(PointwiseFunction.SCALE_SHIFT, scale, shift), value);
    }
}
