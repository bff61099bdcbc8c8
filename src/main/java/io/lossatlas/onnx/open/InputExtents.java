package io.lossatlas.onnx.open;

import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.file.OnnxModel;
import io.lossatlas.onnx.file.OnnxModel.Declared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The extents of a model's input: the batch, and those of an image, whatever axes its values are laid out on. */
final class InputExtents {
    /** Images of a batch whose extent the file leaves open. */
    static final long OPEN_BATCH = 64;

    private static final long LARGEST_BATCH = 1 << 20;

    private InputExtents() {}

    /**
     * Brings together what the file says of its input and what the data are.
     *
     * @throws IllegalArgumentException naming the input, what was expected and found
     */
    static List<Long> of(Declared input, TensorShape example) {
        long[] dims = input.dims() == null ? open(example) : input.dims().clone();
        if (dims.length < 2 || dims[0] == 0 || dims[0] < OnnxModel.OPEN || dims[0] > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "input %s: expected a batch of at most %d and the extents of an image, found %s"
                            .formatted(input.name(), LARGEST_BATCH, Arrays.toString(dims)));
        }
        dims[0] = dims[0] == OnnxModel.OPEN ? OPEN_BATCH : dims[0];
        complete(dims, example);
        long size = 1;
        for (int axis = 1; axis < dims.length && size <= example.size(); axis++) {
            size *= dims[axis];
        }
        if (size != example.size()) {
            throw new IllegalArgumentException("input %s: expected examples of %s, as the network declares, found %s"
                    .formatted(input.name(), text(input), example));
        }
        List<Long> extents = new ArrayList<>();
        Arrays.stream(dims).forEach(extents::add);
        return extents;
    }

    private static long[] open(TensorShape example) {
        long[] dims = new long[example.rank() + 1];
        Arrays.fill(dims, OnnxModel.OPEN);
        return dims;
    }

    /** Open extents of an image are those of the data; a single one follows from the others. */
    private static void complete(long[] dims, TensorShape example) {
        long known = 1;
        int open = 0;
        for (int axis = 1; axis < dims.length; axis++) {
            known *= dims[axis] == OnnxModel.OPEN ? 1 : Math.min(dims[axis], Integer.MAX_VALUE);
            open += dims[axis] == OnnxModel.OPEN ? 1 : 0;
        }
        for (int axis = 1; axis < dims.length; axis++) {
            if (dims[axis] == OnnxModel.OPEN) {
                if (dims.length == example.rank() + 1) {
                    dims[axis] = example.extent(axis - 1);
                } else if (open == 1 && known > 0) {
                    dims[axis] = example.size() / known;
                }
            }
        }
    }

    private static String text(Declared input) {
        return input.dims() == null
                ? "any extents"
                : Arrays.stream(input.dims(), 1, input.dims().length)
                        .mapToObj(dim -> dim == OnnxModel.OPEN ? "?" : String.valueOf(dim))
                        .reduce((one, other) -> one + " x " + other)
                        .orElse("");
    }
}
