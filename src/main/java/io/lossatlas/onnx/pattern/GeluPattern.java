package io.lossatlas.onnx.pattern;

import io.lossatlas.onnx.file.OnnxNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds {@code 0.5 * x * (1 + erf(x / sqrt(2)))} (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016) where an exporter
 * wrote it in parts. Its last node becomes one {@code Gelu}.
 */
record GeluPattern(PatternSearch search) {
    private static final double ROOT = Math.sqrt(2);

    /** The distance of a float from the number that it stands for. */
    private static final double ROUNDING = 1e-6;

    /** The whole operation whose last node this is. */
    Optional<OnnxNode> whole(OnnxNode last) {
        return halved(last).flatMap(product -> value(product)
                .map(value -> new OnnxNode(
                        last.name(), "Gelu", List.of(value), last.outputs(), Map.of("approximate", "none"))));
    }

    /** The product that a node takes half of. */
    private Optional<OnnxNode> halved(OnnxNode last) {
        return last.operation().equals("Mul") && is(last, 1, 0.5) ? search.madeAlone(last, 0, "Mul") : Optional.empty();
    }

    /** The value x of {@code x * (1 + erf(x / sqrt(2)))}. */
    private Optional<String> value(OnnxNode product) {
        return search.madeAlone(product, 1, "Add")
                .filter(sum -> is(sum, 1, 1))
                .flatMap(sum -> search.madeAlone(sum, 0, "Erf"))
                .flatMap(erf -> scaled(erf))
                .filter(value -> product.input(0).equals(Optional.of(value)));
    }

    private Optional<String> scaled(OnnxNode erf) {
        return search.madeAlone(erf, 0, "Div")
                .filter(division -> is(division, 1, ROOT))
                .or(() -> search.madeAlone(erf, 0, "Mul").filter(product -> is(product, 1, 1 / ROOT)))
                .flatMap(node -> node.input(0));
    }

    private boolean is(OnnxNode node, int input, double number) {
        return search.number(node, input)
                .filter(found -> Math.abs(found - number) < ROUNDING)
                .isPresent();
    }
}
