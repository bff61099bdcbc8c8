package io.lossatlas.onnx.pattern;

import io.lossatlas.onnx.constant.ConstantFolding;
import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.OnnxNode;
import io.lossatlas.onnx.file.StoredTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes from a node to those that it reads, to find operations that an exporter wrote in parts. */
final class PatternSearch {
    private final Map<String, StoredTensor> initializers;
    private final Map<String, Integer> readers;
    private final Map<String, OnnxNode> makers = new HashMap<>();

    /**
     * A search in a graph.
     *
     * @param readers how often nodes read each value
     */
    PatternSearch(List<OnnxNode> nodes, Map<String, StoredTensor> initializers, Map<String, Integer> readers) {
        this.initializers = initializers;
        this.readers = readers;
        nodes.forEach(node -> makers.put(node.output(), node));
    }

    /** The node that makes an input, where it is of a kind. */
    Optional<OnnxNode> made(OnnxNode node, int input, String operation) {
        return node.input(input).map(makers::get).filter(maker -> maker.operation()
                .equals(operation));
    }

    /** The node that makes an input for this node alone, where it is of a kind. */
    Optional<OnnxNode> madeAlone(OnnxNode node, int input, String operation) {
        return made(node, input, operation).filter(maker -> readers.get(maker.output()) == 1);
    }

    /** The one number that an input is. */
    Optional<Double> number(OnnxNode node, int input) {
        return node.input(input)
                .flatMap(this::constant)
                .filter(ConstantTensor::isSingle)
                .map(ConstantTensor::single);
    }

    /** A constant: a node's, or an initializer that is no more than one number or none of floats. */
    Optional<ConstantTensor> constant(String name) {
        StoredTensor stored = initializers.get(name);
        if (stored != null) {
            return stored.size() == 1 || !stored.isReal() ? Optional.of(stored.constant()) : Optional.empty();
        }
        return Optional.ofNullable(makers.get(name))
                .filter(maker -> maker.operation().equals("Constant"))
                .flatMap(maker -> ConstantFolding.fold(maker, List.of()));
    }

    /** The shape of a parameter, which an {@code Identity} may hand on. */
    Optional<long[]> parameter(String name) {
        OnnxNode maker = makers.get(name);
        String source = maker != null && maker.operation().equals("Identity")
                ? maker.input(0).orElse(name)
                : name;
        return Optional.ofNullable(initializers.get(source))
                .filter(stored -> stored.isReal() && !stored.dims().isEmpty())
                .map(StoredTensor::shape);
    }
}
