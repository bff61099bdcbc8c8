package io.lossatlas.onnx;

import io.lossatlas.onnx.constant.ConstantFolding;
import io.lossatlas.onnx.file.OnnxNode;
import io.lossatlas.onnx.file.StoredTensor;
import io.lossatlas.onnx.file.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds layer normalisation where an exporter wrote it in parts: {@code d = x - mean(x)}, {@code d / sqrt(mean(d^2) + epsilon) *
 * scale + shift}. Its last node becomes one {@code LayerNormalization}; the others are then read by nothing.
 */
final class LayerNormPattern {
    private final Map<String, StoredTensor> initializers;
    private final Map<String, Integer> readers;
    private final Map<String, OnnxNode> makers = new HashMap<>();

    private LayerNormPattern(List<OnnxNode> nodes, Map<String, StoredTensor> initializers, Map<String, Integer> readers) {
        this.initializers = initializers;
        this.readers = readers;
        nodes.forEach(node -> makers.put(node.output(), node));
    }

    /**
     * The nodes with whole layer normalisations.
     *
     * @param readers how often nodes read each value
     */
    static List<OnnxNode> whole(
            List<OnnxNode> nodes, Map<String, StoredTensor> initializers, Map<String, Integer> readers) {
        LayerNormPattern pattern = new LayerNormPattern(nodes, initializers, readers);
        return nodes.stream().map(node -> pattern.shifted(node).orElse(node)).toList();
    }

    /** A factor or summand and what it comes to. */
    private record Pair(OnnxNode inner, String parameter, long[] shape) {}

    private Optional<OnnxNode> shifted(OnnxNode last) {
        return pair(last, "Add", "Mul")
                .flatMap(shift -> pair(shift.inner(), "Mul", "Div")
                        .filter(scale -> Arrays.equals(scale.shape(), shift.shape()))
                        .flatMap(scale -> divided(last, scale, shift)));
    }

    private Optional<OnnxNode> divided(OnnxNode last, Pair scale, Pair shift) {
        OnnxNode divide = scale.inner();
        Optional<OnnxNode> distance = made(divide, 0, "Sub");
        Optional<OnnxNode> mean = distance.flatMap(node -> made(node, 1, "ReduceMean"));
        Optional<OnnxNode> sum = made(divide, 1, "Sqrt").flatMap(node -> made(node, 0, "Add"));
        Optional<OnnxNode> variance = sum.flatMap(node -> made(node, 0, "ReduceMean"));
        boolean fits = mean.isPresent()
                && variance.isPresent()
                && distance.get().input(0).equals(mean.get().input(0))
                && isSquare(variance.get(), distance.get().output())
                && axes(mean.get()).equals(axes(variance.get()))
                && axes(mean.get()).equals(last(scale.shape().length))
                && mean.get().whole("keepdims", 1) == 1
                && variance.get().whole("keepdims", 1) == 1;
        Optional<Double> epsilon = sum.flatMap(node -> number(node, 1));
        if (!fits || epsilon.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OnnxNode(
                last.name(),
                "LayerNormalization",
                List.of(mean.get().inputs().get(0), scale.parameter(), shift.parameter()),
                last.outputs(),
                Map.of("axis", (long) -scale.shape().length, "epsilon", (float) (double) epsilon.get())));
    }

    /** The two inputs of a node where one is a parameter and the other is made, for it alone, by an operation. */
    private Optional<Pair> pair(OnnxNode node, String operation, String inner) {
        if (!node.operation().equals(operation) || node.inputs().size() != 2) {
            return Optional.empty();
        }
        for (int n = 0; n < 2; n++) {
            Optional<OnnxNode> made = made(node, n, inner);
            Optional<long[]> shape = parameter(node.inputs().get(1 - n));
            if (made.isPresent() && shape.isPresent() && readers.get(node.inputs().get(n)) == 1) {
                return Optional.of(new Pair(made.get(), node.inputs().get(1 - n), shape.get()));
            }
        }
        return Optional.empty();
    }

    /** The shape of a parameter, which an {@code Identity} may hand on. */
    private Optional<long[]> parameter(String name) {
        StoredTensor stored = initializers.get(name);
        if (stored != null) {
            return stored.isReal() && !stored.dims().isEmpty() ? Optional.of(stored.shape()) : Optional.empty();
        }
        OnnxNode maker = makers.get(name);
        return maker != null && maker.operation().equals("Identity") && !maker.inputs().isEmpty() && initializers.containsKey(maker.inputs().get(0))
                ? parameter(maker.inputs().get(0))
                : Optional.empty();
    }

    private boolean isSquare(OnnxNode variance, String distance) {
        Optional<OnnxNode> power = made(variance, 0, "Pow")
                .filter(node -> number(node, 1).filter(exponent -> exponent == 2).isPresent());
        Optional<OnnxNode> product = made(variance, 0, "Mul")
                .filter(node -> node.input(1).equals(Optional.of(distance)));
        return power.or(() -> product)
                .filter(node -> node.input(0).equals(Optional.of(distance)))
                .isPresent();
    }

    private Optional<OnnxNode> made(OnnxNode node, int input, String operation) {
        return node.input(input).map(makers::get).filter(maker -> maker.operation().equals(operation));
    }

    private Optional<Double> number(OnnxNode node, int input) {
        return node.input(input).flatMap(this::constant).filter(Tensor::isSingle).map(Tensor::single);
    }

    private List<Long> axes(OnnxNode mean) {
        long[] axes = mean.wholes("axes")
                .or(() -> mean.input(1).flatMap(this::constant).map(Tensor::longs))
                .orElse(new long[0]);
        return Arrays.stream(axes).boxed().toList();
    }

    /** The last axes, counted from the end: only these are sure to be the last without knowing the shape. */
    private static List<Long> last(int count) {
        List<Long> axes = new ArrayList<>();
        for (long axis = -count; axis < 0; axis++) {
            axes.add(axis);
        }
        return axes;
    }

    private Optional<Tensor> constant(String name) {
        StoredTensor stored = initializers.get(name);
        if (stored != null) {
            return stored.size() == 1 || !stored.isReal() ? Optional.of(Translation.constant(stored)) : Optional.empty();
        }
        return Optional.ofNullable(makers.get(name))
                .filter(maker -> maker.operation().equals("Constant"))
                .flatMap(maker -> ConstantFolding.fold(maker, List.of()));
    }
}
