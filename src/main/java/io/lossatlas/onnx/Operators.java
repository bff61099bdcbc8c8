package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.onnx.constant.ConstantFolding;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations of ONNX that become operations of a graph. */
final class Operators {
    private static final Map<String, Operator> ALL = all();

    /** How one becomes nodes of a graph. */
    @FunctionalInterface
    interface Operator {
        /** What the node makes, in the order of its outputs; those of training are left out. */
        List<Value> read(NodeReading node);
    }

    /** How one with a single output does. */
    @FunctionalInterface
    interface Single {
        Value read(NodeReading node);
    }

    private Operators() {}

    private static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        ImageOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        DenseOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        PointwiseOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        ArithmeticOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        ShapeOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        SelectionOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        AxisOperators.ALL.forEach((name, single) -> all.put(name, one(single)));
        all.put("Where", one(ChoiceOperator::where));
        all.put("Split", SelectionOperators::split);
        return Map.copyOf(all);
    }

    private static Operator one(Single single) {
        return node -> List.of(single.read(node));
    }

    /** Whether an operation is one of those that are known, on images or on constants. */
    static boolean isKnown(String operation) {
        return ALL.containsKey(operation) || ConstantFolding.isKnown(operation);
    }

    /** How a node is read that depends on images. */
    static Operator of(OnnxNode node) {
        Operator operator = ALL.get(node.operation());
        if (operator == null) {
            throw new IllegalArgumentException("expected constants, found values that are computed from images");
        }
        return operator;
    }

    /** Whether an operation leaves values in their order. */
    static boolean isReshaping(Op op) {
        return op instanceof Flatten || (op instanceof Rearrange move && move.how() instanceof Reshape);
    }
}
