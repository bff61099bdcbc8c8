package io.lossatlas.onnx.constant;

import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.ElementType;
import io.lossatlas.onnx.file.ElementType.Kind;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Operations on what is known before any image is seen, above all the arithmetic of shapes: computed in double, whole numbers
 * like those of ONNX.
 */
public final class ConstantFolding {
    private static final Map<String, DoubleUnaryOperator> UNARY = Map.of(
            "Neg", value -> -value,
            "Abs", Math::abs,
            "Sqrt", Math::sqrt,
            "Exp", StrictMath::exp,
            "Log", StrictMath::log,
            "Floor", Math::floor,
            "Ceil", Math::ceil,
            "Reciprocal", value -> 1 / value);

    private static final Map<String, DoubleBinaryOperator> BINARY = Map.of(
            "Add", Double::sum,
            "Sub", (one, other) -> one - other,
            "Mul", (one, other) -> one * other,
            "Pow", StrictMath::pow,
            "Min", Math::min,
            "Max", Math::max,
            "Mod", (one, other) -> one - Math.floor(one / other) * other);

    private static final Map<String, DoubleBinaryOperator> TRUTHS = Map.of(
            "Equal", (one, other) -> one == other ? 1 : 0,
            "Greater", (one, other) -> one > other ? 1 : 0,
            "GreaterOrEqual", (one, other) -> one >= other ? 1 : 0,
            "Less", (one, other) -> one < other ? 1 : 0,
            "LessOrEqual", (one, other) -> one <= other ? 1 : 0,
            "And", (one, other) -> one * other,
            "Or", Math::max);

    private static final Set<String> OTHERS =
            Set.of("Constant", "Div", "Not", "Where", "Cast", "ConstantOfShape", "Range", "Identity", "Dropout");

    private ConstantFolding() {}

    /** Whether an operation is one of those that are folded. */
    public static boolean isKnown(String operation) {
        return UNARY.containsKey(operation)
                || BINARY.containsKey(operation)
                || TRUTHS.containsKey(operation)
                || OTHERS.contains(operation)
                || ConstantShaping.OPERATIONS.contains(operation);
    }

    /** What {@code Shape} makes of a value of these extents. */
    public static ConstantTensor shape(OnnxNode node, long[] dims) {
        return ConstantShaping.shape(node, dims);
    }

    /**
     * The result of a node on constants; empty where it is not one of those that are folded.
     *
     * @param inputs those that the node has, in order
     * @throws IllegalArgumentException saying what was expected and found
     */
    public static Optional<ConstantTensor> fold(OnnxNode node, List<ConstantTensor> inputs) {
        String operation = node.operation();
        int needed = BINARY.containsKey(operation) || TRUTHS.containsKey(operation) || operation.equals("Div") ? 2 : 1;
        if (inputs.size() < needed && !operation.equals("Constant")) {
            throw new IllegalArgumentException("expected %d inputs, found %d".formatted(needed, inputs.size()));
        }
        if (UNARY.containsKey(operation)) {
            return Optional.of(map(inputs.get(0), UNARY.get(operation)));
        } else if (BINARY.containsKey(operation)) {
            return Optional.of(combine(
                    inputs.get(0),
                    inputs.get(1),
                    BINARY.get(operation),
                    inputs.get(0).kind()));
        } else if (TRUTHS.containsKey(operation)) {
            return Optional.of(combine(inputs.get(0), inputs.get(1), TRUTHS.get(operation), Kind.TRUTH));
        }
        return switch (operation) {
            case "Constant" -> Optional.of(constant(node));
            case "Div" -> Optional.of(divide(inputs.get(0), inputs.get(1)));
            case "Not" -> Optional.of(map(inputs.get(0), value -> 1 - value));
            case "Where" -> Optional.of(where(inputs));
            case "Cast" -> Optional.of(cast(node, inputs.get(0)));
            case "ConstantOfShape" -> Optional.of(filled(node, inputs.get(0).longs()));
            case "Range" -> Optional.of(range(inputs));
            case "Identity", "Dropout" -> Optional.of(inputs.get(0));
            default -> ConstantShaping.fold(node, inputs);
        };
    }

    private static ConstantTensor constant(OnnxNode node) {
        return node.tensor("value")
                .or(() -> node.wholes("value_ints").map(ConstantTensor::of))
                .or(() -> node.reals("value_floats")
                        .map(values -> new ConstantTensor(Kind.REAL, new long[] {values.length}, values)))
                .or(() -> node.has("value_int")
                        ? Optional.of(ConstantTensor.scalar(Kind.WHOLE, (double) node.whole("value_int", 0)))
                        : Optional.empty())
                .or(() -> node.has("value_float")
                        ? Optional.of(ConstantTensor.scalar(Kind.REAL, node.real("value_float", 0)))
                        : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("expected a constant of numbers, found the attributes "
                        + node.attributes().keySet()));
    }

    private static ConstantTensor map(ConstantTensor of, DoubleUnaryOperator function) {
        return new ConstantTensor(
                of.kind(), of.dims(), Arrays.stream(of.values()).map(function).toArray());
    }

    private static ConstantTensor combine(
            ConstantTensor one, ConstantTensor other, DoubleBinaryOperator function, Kind kind) {
        Broadcast common = Broadcast.of(one.dims(), other.dims());
        int[] left = common.indices(one.dims());
        int[] right = common.indices(other.dims());
        double[] values = new double[left.length];
        Arrays.setAll(values, n -> function.applyAsDouble(one.values()[left[n]], other.values()[right[n]]));
        return new ConstantTensor(kind, common.dims(), values);
    }

    /** Whole numbers are divided towards zero. */
    private static ConstantTensor divide(ConstantTensor one, ConstantTensor other) {
        if (one.kind() != Kind.WHOLE) {
            return combine(one, other, (left, right) -> left / right, one.kind());
        }
        if (Arrays.stream(other.values()).anyMatch(value -> value == 0)) {
            throw new IllegalArgumentException("divides whole numbers by 0");
        }
        return combine(one, other, (left, right) -> (long) (left / right), Kind.WHOLE);
    }

    private static ConstantTensor where(List<ConstantTensor> inputs) {
        if (inputs.size() != 3) {
            throw new IllegalArgumentException("expected three inputs, found " + inputs.size());
        }
        ConstantTensor condition = inputs.get(0);
        ConstantTensor one = inputs.get(1);
        ConstantTensor other = inputs.get(2);
        Broadcast common = Broadcast.of(Broadcast.of(one.dims(), other.dims()).dims(), condition.dims());
        int[] by = common.indices(condition.dims());
        int[] left = common.indices(one.dims());
        int[] right = common.indices(other.dims());
        double[] values = new double[by.length];
        Arrays.setAll(values, n -> condition.truth(by[n]) ? one.values()[left[n]] : other.values()[right[n]]);
        return new ConstantTensor(one.kind(), common.dims(), values);
    }

    private static ConstantTensor cast(OnnxNode node, ConstantTensor from) {
        Kind to = ElementType.of((int) node.whole("to", 0)).kind();
        return new ConstantTensor(
                to,
                from.dims(),
                Arrays.stream(from.values())
                        .map(value -> switch (to) {
                            case REAL -> value;
                            case WHOLE -> (long) value;
                            case TRUTH -> value == 0 ? 0 : 1;
                        })
                        .toArray());
    }

    /** What {@code ConstantOfShape} makes. */
    public static ConstantTensor filled(OnnxNode node, long... dims) {
        ConstantTensor value = node.tensor("value").orElse(ConstantTensor.scalar(Kind.REAL, 0));
        double[] values = new double[ConstantTensor.folded(dims)];
        Arrays.fill(values, value.single());
        return new ConstantTensor(value.kind(), dims, values);
    }

    private static ConstantTensor range(List<ConstantTensor> inputs) {
        if (inputs.size() != 3) {
            throw new IllegalArgumentException("expected three inputs, found " + inputs.size());
        }
        double start = inputs.get(0).single();
        double step = inputs.get(2).single();
        double count = Math.max(0, Math.ceil((inputs.get(1).single() - start) / step));
        if (!(count <= ConstantTensor.MOST_VALUES)) {
            throw new IllegalArgumentException(
                    "expected a range of at most %d values, found %s".formatted(ConstantTensor.MOST_VALUES, count));
        }
        double[] values = new double[(int) count];
        Arrays.setAll(values, n -> start + n * step);
        return new ConstantTensor(inputs.get(0).kind(), new long[] {values.length}, values);
    }
}
