package io.lossatlas.onnx.constant;

import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.ElementType;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Operations on constants that move values and compute none. */
final class ConstantShaping {
    /** The operations that it folds. */
    static final Set<String> OPERATIONS = Set.of(
            "Shape",
            "Size",
            "Reshape",
            "Unsqueeze",
            "Squeeze",
            "Flatten",
            "Transpose",
            "Expand",
            "Concat",
            "Gather",
            "Slice");

    private ConstantShaping() {}

    static Optional<ConstantTensor> fold(OnnxNode node, List<ConstantTensor> inputs) {
        ConstantTensor data = inputs.get(0);
        return switch (node.operation()) {
            case "Shape" -> Optional.of(shape(node, data.dims()));
            case "Size" -> Optional.of(ConstantTensor.scalar(ElementType.Kind.WHOLE, data.values().length));
            case "Reshape" ->
                Optional.of(
                        data.reshaped(Axes.resolve(data.dims(), second(inputs).longs(), node)));
            case "Unsqueeze" ->
                Optional.of(data.reshaped(Axes.unsqueezed(
                        data.dims(),
                        axes(node, inputs)
                                .orElseThrow(() -> new IllegalArgumentException("expected axes, found none")))));
            case "Squeeze" -> Optional.of(data.reshaped(Axes.squeezed(data.dims(), axes(node, inputs))));
            case "Flatten" -> Optional.of(data.reshaped(Axes.flattened(data.dims(), node)));
            case "Transpose" -> Optional.of(transpose(data, Axes.permutation(node, data.dims().length)));
            case "Expand" -> Optional.of(expand(data, second(inputs).longs()));
            case "Concat" -> Optional.of(concat(inputs, Axes.axis(node.whole("axis", 0), data.dims().length)));
            case "Gather" -> Optional.of(gather(node, data, second(inputs)));
            case "Slice" -> Optional.of(slice(inputs));
            default -> Optional.empty();
        };
    }

    private static ConstantTensor second(List<ConstantTensor> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("expected two inputs, found one");
        }
        return inputs.get(1);
    }

    private static Optional<long[]> axes(OnnxNode node, List<ConstantTensor> inputs) {
        return node.wholes("axes")
                .or(() -> inputs.size() < 2
                        ? Optional.empty()
                        : Optional.of(inputs.get(1).longs()));
    }

    /** What {@code Shape} makes of a value of these extents. */
    static ConstantTensor shape(OnnxNode node, long[] dims) {
        int from = clamp(node.whole("start", 0), dims.length);
        int to = clamp(node.whole("end", dims.length), dims.length);
        return ConstantTensor.of(Arrays.copyOfRange(dims, from, Math.max(from, to)));
    }

    private static int clamp(long place, int rank) {
        return (int) Math.max(0, Math.min(rank, place < 0 ? place + rank : place));
    }

    /** The values at places that are each a sum of strides. */
    private static ConstantTensor picked(ConstantTensor from, long[] dims, int[] strides, int start) {
        int[] indices = new Broadcast(dims).indices(strides, start);
        return new ConstantTensor(
                from.kind(),
                dims,
                Arrays.stream(indices).mapToDouble(n -> from.values()[n]).toArray());
    }

    static int[] strides(long[] dims) {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int n = dims.length - 1; n >= 0; n--) {
            strides[n] = stride;
            stride *= (int) dims[n];
        }
        return strides;
    }

    private static ConstantTensor transpose(ConstantTensor data, int[] order) {
        int[] strides = strides(data.dims());
        return picked(
                data,
                Arrays.stream(order).mapToLong(axis -> data.dims()[axis]).toArray(),
                Arrays.stream(order).map(axis -> strides[axis]).toArray(),
                0);
    }

    private static ConstantTensor expand(ConstantTensor data, long[] to) {
        long[] dims = Broadcast.of(data.dims(), to).dims();
        int[] indices = new Broadcast(dims).indices(data.dims());
        return new ConstantTensor(
                data.kind(),
                dims,
                Arrays.stream(indices).mapToDouble(n -> data.values()[n]).toArray());
    }

    private static ConstantTensor concat(List<ConstantTensor> inputs, int axis) {
        long[] dims = inputs.get(0).dims().clone();
        dims[axis] = 0;
        for (ConstantTensor input : inputs) {
            long[] other = input.dims().clone();
            if (other.length != dims.length) {
                throw new IllegalArgumentException(
                        "expected inputs of %d axes, found %d".formatted(dims.length, other.length));
            }
            dims[axis] += other[axis];
            other[axis] = dims[axis];
            if (!Arrays.equals(other, dims)) {
                throw new IllegalArgumentException("expected inputs that differ on axis %d alone, found %s"
                        .formatted(axis, Arrays.toString(input.dims())));
            }
        }
        double[] values = new double[ConstantTensor.folded(dims)];
        int blocks = ConstantTensor.size(Arrays.copyOf(dims, axis));
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (ConstantTensor input : inputs) {
                int length = input.values().length / blocks;
                System.arraycopy(input.values(), block * length, values, at, length);
                at += length;
            }
        }
        return new ConstantTensor(inputs.get(0).kind(), dims, values);
    }

    private static ConstantTensor gather(OnnxNode node, ConstantTensor data, ConstantTensor indices) {
        int axis = Axes.axis(node.whole("axis", 0), data.dims().length);
        int[] picks = Axes.indices(indices, data.dims()[axis]);
        long[] before = Arrays.copyOf(data.dims(), axis);
        long[] after = Arrays.copyOfRange(data.dims(), axis + 1, data.dims().length);
        long[] dims = Stream.of(before, indices.dims(), after)
                .flatMapToLong(LongStream::of)
                .toArray();
        int size = ConstantTensor.folded(dims);
        int inner = ConstantTensor.size(after);
        int extent = (int) data.dims()[axis];
        double[] values = IntStream.range(0, size)
                .mapToDouble(n -> {
                    int row = n / inner;
                    return data.values()[(row / picks.length * extent + picks[row % picks.length]) * inner + n % inner];
                })
                .toArray();
        return new ConstantTensor(data.kind(), dims, values);
    }

    private static ConstantTensor slice(List<ConstantTensor> inputs) {
        ConstantTensor data = inputs.get(0);
        long[] dims = data.dims().clone();
        int[] strides = strides(dims);
        int start = 0;
        for (AxisSlice slice : AxisSlice.of(inputs.subList(1, inputs.size()), dims)) {
            start += slice.start() * strides[slice.axis()];
            dims[slice.axis()] = slice.count();
            strides[slice.axis()] *= slice.step();
        }
        return picked(data, dims, strides, start);
    }
}
