package io.lossatlas.onnx.pattern;

import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds layer normalisation where an exporter wrote it in parts: {@code d = x - mean(x)}, {@code d / sqrt(mean(d^2) + epsilon) *
 * scale + shift}. Its last node becomes one {@code LayerNormalization}; the others are then read by nothing.
 */
record LayerNormPattern(PatternSearch search) {

    /** A factor or summand and what it comes to. */
    private record Pair(OnnxNode inner, String parameter, long[] shape) {}

    /** The whole operation whose last node this is. */
    Optional<OnnxNode> whole(OnnxNode last) {
        return pair(last, "Add", "Mul").flatMap(shift -> pair(shift.inner(), "Mul", "Div")
                .filter(scale -> Arrays.equals(scale.shape(), shift.shape()))
                .flatMap(scale -> divided(last, scale, shift)));
    }

    private Optional<OnnxNode> divided(OnnxNode last, Pair scale, Pair shift) {
        OnnxNode divide = scale.inner();
        Optional<OnnxNode> distance = search.made(divide, 0, "Sub");
        Optional<OnnxNode> mean = distance.flatMap(node -> search.made(node, 1, "ReduceMean"));
        Optional<OnnxNode> sum = search.made(divide, 1, "Sqrt").flatMap(node -> search.made(node, 0, "Add"));
        Optional<OnnxNode> variance = sum.flatMap(node -> search.made(node, 0, "ReduceMean"));
        boolean fits = mean.isPresent()
                && variance.isPresent()
                && distance.get().input(0).equals(mean.get().input(0))
                && isSquare(variance.get(), distance.get().output())
                && axes(mean.get()).equals(axes(variance.get()))
                && axes(mean.get()).equals(last(scale.shape().length))
                && mean.get().whole("keepdims", 1) == 1
                && variance.get().whole("keepdims", 1) == 1;
        Optional<Double> epsilon = sum.flatMap(node -> search.number(node, 1));
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
            Optional<OnnxNode> made = search.madeAlone(node, n, inner);
            Optional<long[]> shape = search.parameter(node.inputs().get(1 - n));
            if (made.isPresent() && shape.isPresent()) {
                return Optional.of(new Pair(made.get(), node.inputs().get(1 - n), shape.get()));
            }
        }
        return Optional.empty();
    }

    private boolean isSquare(OnnxNode variance, String distance) {
        Optional<OnnxNode> power = search.made(variance, 0, "Pow")
                .filter(node ->
                        search.number(node, 1).filter(exponent -> exponent == 2).isPresent());
        Optional<OnnxNode> product =
                search.made(variance, 0, "Mul").filter(node -> node.input(1).equals(Optional.of(distance)));
        return power.or(() -> product)
                .filter(node -> node.input(0).equals(Optional.of(distance)))
                .isPresent();
    }

    private List<Long> axes(OnnxNode mean) {
        long[] axes = mean.wholes("axes")
                .or(() -> mean.input(1).flatMap(search::constant).map(ConstantTensor::longs))
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
}
