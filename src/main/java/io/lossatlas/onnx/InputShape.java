package io.lossatlas.onnx;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.file.ElementType;
import io.lossatlas.onnx.file.OnnxModel;
import io.lossatlas.onnx.file.OnnxModel.Declared;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a network reads.
 *
 * @param name of the input
 * @param example shape of one
 * @param batch the extent that the file gives the batch, or that of an open one
 * @param flattened whether the network wants the values of an image as a vector
 */
record InputShape(String name, TensorShape example, long batch, boolean flattened) {
    private static final long LARGEST_BATCH = 1 << 20;

    /**
     * Brings together what the file says of its input and what the data are.
     *
     * @throws IllegalArgumentException naming the input, what was expected and found
     */
    static InputShape of(Declared input, Optional<TensorShape> example) {
        if (input.type() != 0 && ElementType.of(input.type()).kind() != ElementType.Kind.REAL) {
            throw new IllegalArgumentException(
                    "input %s: expected floats, found %s".formatted(input.name(), ElementType.of(input.type())));
        }
        long[] dims = input.dims();
        if (dims == null) {
            return new InputShape(input.name(), needed(input, example), Translation.OPEN_BATCH, false);
        }
        if (dims.length < 2
                || Arrays.stream(dims).anyMatch(dim -> dim == 0 || dim < OnnxModel.OPEN || dim > Integer.MAX_VALUE)) {
            throw wrong(input, "the batch and the extents of an example", Arrays.toString(dims));
        }
        long batch = dims[0] == OnnxModel.OPEN ? Translation.OPEN_BATCH : dims[0];
        if (batch > LARGEST_BATCH) {
            throw wrong(input, "a batch of at most " + LARGEST_BATCH, batch);
        }
        boolean open = Arrays.stream(dims, 1, dims.length).anyMatch(dim -> dim == OnnxModel.OPEN);
        TensorShape shape = open || example.isPresent()
                ? needed(input, example)
                : BatchPlace.at(0).example(dims);
        boolean flattened =
                dims.length == 2 && !shape.isVector() && (dims[1] == OnnxModel.OPEN || dims[1] == shape.size());
        if (!flattened) {
            requireEqual(input, shape);
        }
        return new InputShape(input.name(), shape, batch, flattened);
    }

    private static TensorShape needed(Declared input, Optional<TensorShape> example) {
        return example.orElseThrow(() -> new IllegalArgumentException(
                "input %s: expected extents of an example, found open ones: they must be given"
                        .formatted(input.name())));
    }

    private static void requireEqual(Declared input, TensorShape shape) {
        List<Integer> found = shape.extents();
        long[] dims = input.dims();
        boolean equal = found.size() == dims.length - 1;
        for (int n = 0; equal && n < found.size(); n++) {
            equal = dims[n + 1] == OnnxModel.OPEN || dims[n + 1] == found.get(n);
        }
        if (!equal) {
            String declared = Arrays.stream(dims, 1, dims.length)
                    .mapToObj(dim -> dim == OnnxModel.OPEN ? "?" : String.valueOf(dim))
                    .reduce((one, other) -> one + " x " + other)
                    .orElse("");
            throw wrong(input, "examples of " + declared + ", as the network declares", shape);
        }
    }

    private static IllegalArgumentException wrong(Declared input, String expected, Object found) {
        return new IllegalArgumentException("input %s: expected %s, found %s".formatted(input.name(), expected, found));
    }

    /** The images as the network reads them. */
    Activation images(Translation translation) {
        Activation images = new Activation(Graph.INPUT, example, BatchPlace.at(0));
        return flattened ? translation.add(name, new Flatten(), List.of(images), BatchPlace.at(0), List.of()) : images;
    }
}
