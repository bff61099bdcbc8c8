package io.lossatlas.onnx;

import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.Operators.Single;
import io.lossatlas.onnx.constant.Axes;
import io.lossatlas.onnx.constant.Broadcast;
import io.lossatlas.onnx.constant.ConstantFolding;
import io.lossatlas.onnx.file.ConstantTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operations that give values other extents, another order or repeat them. */
final class ShapeOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = Map.of(
            "Shape", ShapeOperators::shape,
            "Reshape", ShapeOperators::reshape,
            "Flatten", at -> to(at, Axes.flattened(at.full(at.activation(0)), at.node())),
            "Squeeze", at -> to(at, Axes.squeezed(at.full(at.activation(0)), at.axes(1))),
            "Unsqueeze", ShapeOperators::unsqueeze,
            "Transpose", ShapeOperators::transpose,
            "Expand", ShapeOperators::expand,
            "ConstantOfShape", ShapeOperators::constantOfShape);

    private ShapeOperators() {}

    private static Value shape(NodeReading at) {
        return new Known(ConstantFolding.shape(at.node(), at.full(at.activation(0))));
    }

    private static Activation to(NodeReading at, long[] extents) {
        return at.reshape(at.activation(0), extents);
    }

    private static Value reshape(NodeReading at) {
        return to(at, Axes.resolve(at.full(at.activation(0)), at.constant(1).longs(), at.node()));
    }

    private static Value unsqueeze(NodeReading at) {
        long[] axes = at.axes(1).orElseThrow(() -> new IllegalArgumentException("expected axes, found none"));
        return to(at, Axes.unsqueezed(at.full(at.activation(0)), axes));
    }

    private static Value transpose(NodeReading at) {
        Value value = at.value(0);
        if (value instanceof ParameterSource source && source.tensor().dims().size() == 2) {
            return Axes.permutation(at.node(), 2)[0] == 1 ? source.transpose() : source;
        }
        Activation input = at.activation(0);
        int[] order = Axes.permutation(at.node(), input.rank());
        BatchPlace place = input.place();
        int axis = IntStream.range(0, order.length)
                .filter(n -> order[n] == place.axis())
                .findFirst()
                .orElse(-1);
        BatchPlace moved = new BatchPlace(axis, place.major(), place.minor());
        List<Integer> own = Arrays.stream(order)
                .filter(each -> each != place.axis() || place.isMerged())
                .map(each -> place.isMerged() ? each : place.exampleAxis(each))
                .boxed()
                .toList();
        boolean same = IntStream.range(0, own.size()).allMatch(n -> own.get(n) == n);
        return same ? new Activation(input.value(), input.shape(), moved) : at.move(new Transpose(own), input, moved);
    }

    private static Value expand(NodeReading at) {
        Activation input = at.activation(0);
        long[] to = at.constant(1).longs();
        int axis = input.place().isBatched() ? -1 : batchAxis(at, input, to);
        if (axis < 0) {
            long[] extents = Broadcast.of(at.full(input), to).dims();
            return expanded(at, input, extents, input.place().shifted(extents.length - input.rank()));
        }
        long[] full = at.full(input);
        int own = axis - (to.length - full.length);
        long[] left = own < 0 ? full : Axes.without(full, new int[] {own});
        Activation one =
                at.reshape(input, BatchPlace.NONE.example(left.length == 0 ? new long[] {1} : left), BatchPlace.NONE);
        return expanded(at, one, Broadcast.of(full, to).dims(), BatchPlace.at(axis));
    }

    private static Activation expanded(NodeReading at, Activation input, long[] extents, BatchPlace place) {
        TensorShape shape = place.example(extents);
        return shape.equals(input.shape())
                ? new Activation(input.value(), shape, place)
                : at.move(new Expand(shape), input, place);
    }

    /** The axis on which a value is repeated for each example; -1 where there is none. */
    private static int batchAxis(NodeReading at, Activation input, long[] to) {
        long batch = at.translation().batch();
        int last = batch == Translation.OPEN_BATCH ? to.length : 1;
        return IntStream.range(0, Math.min(last, to.length))
                .filter(n -> batch > 1 && to[n] == batch)
                .filter(n -> n < to.length - input.rank() || at.full(input)[n - (to.length - input.rank())] == 1)
                .findFirst()
                .orElse(-1);
    }

    /** The same constant for each example. */
    private static Value constantOfShape(NodeReading at) {
        long[] dims = at.constant(0).longs();
        int axis = IntStream.range(0, dims.length)
                .filter(n -> dims[n] == at.translation().batch())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected the batch on an axis of its own, found " + Arrays.toString(dims)));
        BatchPlace place = BatchPlace.at(axis);
        TensorShape shape = place.example(dims);
        ConstantTensor filled = ConstantFolding.filled(at.node(), place.full(shape, 1));
        return at.translation().constantValue(at.node().output(), shape, filled, place);
    }
}
