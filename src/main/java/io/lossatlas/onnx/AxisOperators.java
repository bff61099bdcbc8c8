package io.lossatlas.onnx;

import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.LayerNorm;
import io.lossatlas.graph.operation.Pointwise;
import io.lossatlas.graph.operation.ReduceMean;
import io.lossatlas.graph.operation.Softmax;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.GraphDraft.Claim;
import io.lossatlas.onnx.Operators.Single;
import io.lossatlas.onnx.constant.Axes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operations along axes: means, softmax, layer normalisation. */
final class AxisOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = Map.of(
            "ReduceMean", AxisOperators::mean,
            "ReduceSum", AxisOperators::sum,
            "Softmax", AxisOperators::softmax,
            "LogSoftmax", at -> at.map(new Pointwise(PointwiseFunction.LOG), softmax(at)),
            "LayerNormalization", AxisOperators::layerNorm);

    private static final int FIRST_OF_ONE_AXIS = 13;

    private AxisOperators() {}

    private static int[] axes(NodeReading at, Activation from) {
        long[] given = at.axes(1).orElse(new long[0]);
        if (given.length == 0) {
            throw new IllegalArgumentException("expected axes, found none: the batch would be reduced");
        }
        return Axes.axes(given, from.rank());
    }

    private static Activation mean(NodeReading at) {
        Activation from = at.activation(0);
        int[] axes = axes(at, from);
        List<Integer> own =
                Arrays.stream(axes).map(from.place()::exampleAxis).boxed().toList();
        boolean keep = at.node().whole("keepdims", 1) != 0;
        if (from.shape().isImage() && from.place().equals(BatchPlace.at(0)) && own.equals(List.of(1, 2))) {
            Activation means = at.map(new GlobalAveragePool(), from);
            return keep ? at.reshape(means, TensorShape.of(from.shape().channels(), 1, 1), from.place()) : means;
        }
        if (!keep && own.size() == from.shape().extents().size()) {
            throw new IllegalArgumentException(
                    "expected axes that leave one of an example, found " + Arrays.toString(axes));
        }
        int before = (int)
                Arrays.stream(axes).filter(axis -> axis < from.place().axis()).count();
        BatchPlace place = keep ? from.place() : from.place().shifted(-before);
        return at.add(new ReduceMean(own, keep), List.of(from), place);
    }

    private static Value sum(NodeReading at) {
        Activation from = at.activation(0);
        long[] full = at.full(from);
        long count = Arrays.stream(axes(at, from)).mapToLong(axis -> full[axis]).reduce(1, Math::multiplyExact);
        return ArithmeticOperators.line(at, mean(at), (double) count, 0);
    }

    private static Activation softmax(NodeReading at) {
        Activation from = at.activation(0);
        boolean one = at.translation().opset() >= FIRST_OF_ONE_AXIS;
        int axis = Axes.axis(at.node().whole("axis", one ? -1 : 1), from.rank());
        long[] full = at.full(from);
        long after = Axes.product(Arrays.copyOfRange(full, axis + 1, full.length));
        if (!one && after > 1) {
            throw new IllegalArgumentException(
                    "expected the last axis, before version %d of the operators, found axis %d of %s"
                            .formatted(FIRST_OF_ONE_AXIS, axis, Arrays.toString(full)));
        }
        return at.map(new Softmax(from.place().exampleAxis(axis)), from);
    }

    private static Value layerNorm(NodeReading at) {
        Activation from = at.activation(0);
        int axis = Axes.axis(at.node().whole("axis", -1), from.rank());
        if (from.place().axis() >= axis) {
            throw new IllegalArgumentException(
                    "works along axis %d, the batch's".formatted(from.place().axis()));
        }
        List<Claim> parameters = new ArrayList<>(List.of(at.claim(1, Role.NORM_SCALE)));
        if (at.optional(2).isPresent()) {
            parameters.add(at.claim(2, Role.NORM_SHIFT));
        }
        LayerNorm op = new LayerNorm(from.place().exampleAxis(axis), at.node().real("epsilon", 1e-5f));
        return at.add(op, List.of(from), from.place(), parameters);
    }
}
