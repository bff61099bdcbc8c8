package io.lossatlas.onnx.file;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of an ONNX graph.
 *
 * @param name its own, or that of its first output where it has none
 * @param operation its type, with the domain before it where that is not ONNX's own
 * @param inputs names of values; empty where an optional one is left out
 * @param outputs names of values; empty where an optional one is left out
 * @param attributes whole numbers as {@code Long}, {@code Float}, {@code String}, {@link ConstantTensor}, or {@code List} of the first two
 */
public record OnnxNode(
        String name, String operation, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {

    /** Copies the collections. */
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** The name of an input, empty where the node has none at that place. */
    public Optional<String> input(int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty()
                ? Optional.of(inputs.get(index))
                : Optional.empty();
    }

    /** The name of the first output. */
    public String output() {
        return outputs.get(0);
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    public long whole(String attribute, long missing) {
        return attribute(attribute, Long.class).orElse(missing);
    }

    public double real(String attribute, double missing) {
        return attribute(attribute, Float.class).map(Float::doubleValue).orElse(missing);
    }

    public String text(String attribute, String missing) {
        return attribute(attribute, String.class).orElse(missing);
    }

    public Optional<ConstantTensor> tensor(String attribute) {
        return attribute(attribute, ConstantTensor.class);
    }

    /** A list of whole numbers. */
    public Optional<long[]> wholes(String attribute) {
        return attribute(attribute, List.class).map(list -> Arrays.stream(list.toArray())
                .mapToLong(each -> cast(attribute, each, Long.class))
                .toArray());
    }

    /** A list of floats. */
    public Optional<double[]> reals(String attribute) {
        return attribute(attribute, List.class).map(list -> Arrays.stream(list.toArray())
                .mapToDouble(each -> cast(attribute, each, Float.class))
                .toArray());
    }

    private <T> Optional<T> attribute(String attribute, Class<T> type) {
        Object found = attributes.get(attribute);
        return found == null ? Optional.empty() : Optional.of(cast(attribute, found, type));
    }

    private static <T> T cast(String attribute, Object found, Class<T> type) {
        if (!type.isInstance(found)) {
            throw new IllegalArgumentException("attribute %s: expected a %s, found a %s"
                    .formatted(attribute, type.getSimpleName(), found.getClass().getSimpleName()));
        }
        return type.cast(found);
    }
}
