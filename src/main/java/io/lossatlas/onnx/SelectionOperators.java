package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Concat;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.operation.arrangement.Pad;
import io.lossatlas.graph.operation.arrangement.Slice;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.Operators.Single;
import io.lossatlas.onnx.constant.Axes;
import io.lossatlas.onnx.constant.AxisSlice;
import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operations that take parts of values, or put values together. */
final class SelectionOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = Map.of(
            "Concat", SelectionOperators::concat,
            "Slice", SelectionOperators::slice,
            "Gather", SelectionOperators::gather,
            "Pad", SelectionOperators::pad,
            "SplitToSequence", SelectionOperators::sequence,
            "SequenceAt", SelectionOperators::part);

    private SelectionOperators() {}

    private static Value concat(NodeReading at) {
        List<Activation> parts = IntStream.range(0, at.node().inputs().size())
                .mapToObj(at::activation)
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("expected inputs, found none");
        }
        Activation first = parts.stream()
                .filter(part -> part.place().isBatched())
                .findFirst()
                .orElse(parts.get(0));
        List<Activation> aligned = new ArrayList<>();
        for (Activation part : parts) {
            if (part.rank() != first.rank()) {
                throw new IllegalArgumentException(
                        "expected inputs of %d axes, found %d".formatted(first.rank(), part.rank()));
            }
            aligned.add(Alignment.of(at, first, part).right());
        }
        int axis = first.place().exampleAxis(Axes.axis(at.node().whole("axis", 0), first.rank()));
        return aligned.size() == 1 ? first : at.add(new Concat(axis), aligned, first.place());
    }

    private static Value slice(NodeReading at) {
        ConstantTensor starts = at.constant(1);
        long[] all = IntStream.range(0, starts.values().length).asLongStream().toArray();
        List<ConstantTensor> inputs = new ArrayList<>(
                List.of(starts, at.constant(2), at.optionalConstant(3).orElse(ConstantTensor.of(all))));
        at.optionalConstant(4).ifPresent(inputs::add);
        Activation value = at.activation(0);
        for (AxisSlice slice : AxisSlice.of(inputs, at.full(value))) {
            value = slice(at, at.node().output(), value, slice);
        }
        return value;
    }

    private static Activation slice(NodeReading at, String name, Activation from, AxisSlice slice) {
        if (slice.isWhole(at.full(from)[slice.axis()])) {
            return from;
        }
        Slice op = new Slice(from.place().exampleAxis(slice.axis()), slice.start(), slice.step(), slice.count());
        return at.translation().add(name, new Rearrange(op), List.of(from), from.place(), List.of());
    }

    /** {@code Split}: a slice for each output. */
    static List<Value> split(NodeReading at) {
        Activation from = at.activation(0);
        int axis = Axes.axis(at.node().whole("axis", 0), from.rank());
        long extent = at.full(from)[axis];
        int outputs = at.node().outputs().size();
        long[] sizes = at.node()
                .wholes("split")
                .or(() -> at.optionalConstant(1).map(ConstantTensor::longs))
                .orElseGet(() -> equal(extent, (extent + outputs - 1) / outputs));
        if (sizes.length != at.node().outputs().size()) {
            throw new IllegalArgumentException("expected %d parts, as there are outputs, found %s"
                    .formatted(at.node().outputs().size(), Arrays.toString(sizes)));
        }
        return parts(at, from, axis, sizes);
    }

    /** {@code SplitToSequence}: parts of one size or of several. */
    private static Value sequence(NodeReading at) {
        Activation from = at.activation(0);
        int axis = Axes.axis(at.node().whole("axis", 0), from.rank());
        ConstantTensor sizes = at.constant(1);
        long extent = at.full(from)[axis];
        if (at.node().whole("keepdims", 1) == 0 || sizes.longs().length == 0 || sizes.longs()[0] < 1) {
            throw new IllegalArgumentException("expected sizes of parts that keep their axis, found others");
        }
        return new Parts(
                parts(at, from, axis, sizes.dims().length > 0 ? sizes.longs() : equal(extent, sizes.longs()[0])));
    }

    /** {@code SequenceAt}: one value of a sequence. */
    private static Value part(NodeReading at) {
        if (at.value(0) instanceof Parts parts) {
            return parts.values()
                    .get(Axes.indices(at.constant(1), parts.values().size())[0]);
        }
        throw new IllegalArgumentException("expected a sequence, found a value");
    }

    private static List<Value> parts(NodeReading at, Activation from, int axis, long[] sizes) {
        long extent = at.full(from)[axis];
        if (LongStream.of(sizes).anyMatch(size -> size < 1 || size > extent)
                || LongStream.of(sizes).sum() != extent) {
            throw new IllegalArgumentException(
                    "expected parts of %d in all, found %s".formatted(extent, Arrays.toString(sizes)));
        }
        List<Value> parts = new ArrayList<>();
        int start = 0;
        for (int n = 0; n < sizes.length; n++) {
            int size = Math.toIntExact(sizes[n]);
            String name =
                    at.node().outputs().get(Math.min(n, at.node().outputs().size() - 1));
            parts.add(slice(at, name, from, new AxisSlice(axis, start, 1, size)));
            start += size;
        }
        return parts;
    }

    /** Parts of one size, the last perhaps smaller. */
    private static long[] equal(long extent, long size) {
        return LongStream.range(0, (extent + size - 1) / size)
                .map(n -> Math.min(size, extent - n * size))
                .toArray();
    }

    private static Value gather(NodeReading at) {
        ConstantTensor indices = at.constant(1);
        Activation from = at.value(0) instanceof ParameterSource source
                ? at.translation().parameterValue(source, Role.EMBEDDING)
                : at.activation(0);
        long[] full = at.full(from);
        int axis = Axes.axis(at.node().whole("axis", 0), full.length);
        int[] picks = Axes.indices(indices, full[axis]);
        int own = from.place().exampleAxis(axis);
        Activation picked = picks.length == 1
                ? at.move(new Slice(own, picks[0], 1, 1), from, from.place())
                : at.move(new Gather(own, Arrays.stream(picks).boxed().toList()), from, from.place());
        if (indices.dims().length == 1) {
            return picked;
        }
        List<Integer> extents = new ArrayList<>(picked.shape().extents());
        extents.remove(own);
        for (int n = 0; n < indices.dims().length; n++) {
            extents.add(own + n, Math.toIntExact(indices.dims()[n]));
        }
        BatchPlace place = from.place().axis() > axis ? from.place().shifted(indices.dims().length - 1) : from.place();
        return at.reshape(picked, new TensorShape(extents), place);
    }

    private static Value pad(NodeReading at) {
        OnnxNode node = at.node();
        if (!node.text("mode", "constant").equals("constant")) {
            throw new IllegalArgumentException("expected mode constant, found " + node.text("mode", ""));
        }
        Activation from = at.activation(0);
        long[] pads = at.constant(1).longs();
        int[] axes = at.optionalConstant(3)
                .map(given -> Arrays.stream(given.longs())
                        .mapToInt(axis -> Axes.axis(axis, from.rank()))
                        .toArray())
                .orElseGet(() -> IntStream.range(0, from.rank()).toArray());
        if (pads.length != 2 * axes.length || LongStream.of(pads).anyMatch(pad -> pad < 0 || pad > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "expected %d pads from 0 on, found %s".formatted(2 * axes.length, Arrays.toString(pads)));
        }
        int rank = from.shape().extents().size();
        List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> after = new ArrayList<>(Collections.nCopies(rank, 0));
        for (int n = 0; n < axes.length; n++) {
            if (pads[n] != 0 || pads[n + axes.length] != 0) {
                int own = from.place().exampleAxis(axes[n]);
                before.set(own, (int) pads[n]);
                after.set(own, (int) pads[n + axes.length]);
            }
        }
        boolean none = LongStream.of(pads).allMatch(pad -> pad == 0);
        double value = at.optionalConstant(2).map(ConstantTensor::single).orElse(0.0);
        return none ? from : at.move(new Pad(before, after, value), from, from.place());
    }
}
