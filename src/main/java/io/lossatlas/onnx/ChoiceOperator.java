package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Concat;
import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.constant.Axes;
import io.lossatlas.onnx.constant.Broadcast;
import io.lossatlas.onnx.file.ConstantTensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code Where} with a constant condition: the values of both sides one after the other, and of these the chosen ones. Unlike a
 * product with a mask it leaves infinities of the other side out.
 */
final class ChoiceOperator {
    private ChoiceOperator() {}

    /** Reads one. */
    static Value where(NodeReading at) {
        ConstantTensor condition = at.constant(0);
        Alignment both = Alignment.of(at, at.activation(1), at.activation(2));
        long[] dims = conditionOfExample(condition.dims(), both);
        long[] common = Broadcast.of(
                        Broadcast.of(extents(both.left()), extents(both.right()))
                                .dims(),
                        dims)
                .dims();
        TensorShape shape = BatchPlace.NONE.example(common);
        int[] by = new Broadcast(common).indices(dims);
        List<Integer> chosen = IntStream.range(0, by.length)
                .map(n -> condition.truth(by[n]) ? n : by.length + n)
                .boxed()
                .toList();
        List<Activation> sides = List.of(vector(at, both.left(), shape), vector(at, both.right(), shape));
        Activation all = at.add(new Concat(0), sides, BatchPlace.at(0));
        Activation values = at.move(new Gather(0, chosen), all, BatchPlace.at(0));
        return at.reshape(values, shape, both.place());
    }

    /** The extents of a condition without the batch's axis. */
    private static long[] conditionOfExample(long[] dims, Alignment both) {
        if (dims.length > both.rank()) {
            throw new IllegalArgumentException(
                    "expected a condition of at most %d axes, found %d".formatted(both.rank(), dims.length));
        }
        int axis = dims.length - (both.rank() - both.place().axis());
        if (!both.place().isBatched() || both.place().isMerged() || axis < 0) {
            return dims;
        }
        if (dims[axis] != 1) {
            throw new IllegalArgumentException(
                    "expected a condition with an extent of 1 on the batch's axis, found " + dims[axis]);
        }
        return Axes.without(dims, new int[] {axis});
    }

    private static long[] extents(Activation value) {
        return BatchPlace.NONE.full(value.shape(), 1);
    }

    private static Activation vector(NodeReading at, Activation value, TensorShape shape) {
        Activation expanded = value.shape().equals(shape) ? value : at.move(new Expand(shape), value, BatchPlace.at(0));
        return at.reshape(expanded, TensorShape.of(shape.size()), BatchPlace.at(0));
    }
}
