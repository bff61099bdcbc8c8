package io.lossatlas.onnx.file;

import io.lossatlas.config.LossKind;
import io.lossatlas.onnx.file.OnnxModel.Declared;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the values that a loss is of. For cross-entropy these are the logits behind outputs: what a last {@code LogSoftmax}
 * reads has the same cross-entropy as what it makes. For the mean squared error outputs are what they are; of {@code [batch]}
 * that a last {@code Squeeze} makes they are the {@code [batch, 1]} that it reads.
 */
public final class LogitsSearch {
    private final Map<String, OnnxNode> makers = new HashMap<>();
    private final LossKind loss;
    private final Consumer<String> notes;

    /**
     * A search among nodes.
     *
     * @param loss what is computed of the outputs
     * @param notes told what a user should know
     */
    public LogitsSearch(List<OnnxNode> nodes, LossKind loss, Consumer<String> notes) {
        this.loss = loss;
        this.notes = notes;
        nodes.forEach(node -> makers.putIfAbsent(node.output(), node));
    }

    /**
     * The names of the values that outputs come to.
     *
     * @throws IllegalArgumentException where there is none, or one is made by a {@code Softmax} where logits are needed
     */
    public List<String> logits(List<Declared> outputs) {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("expected an output, the %s, found none".formatted(wanted(loss)));
        }
        return outputs.stream()
                .map(output -> loss == LossKind.CROSS_ENTROPY ? logits(output.name()) : numbers(output))
                .distinct()
                .toList();
    }

    /** What outputs are called in messages. */
    public static String wanted(LossKind loss) {
        return loss == LossKind.CROSS_ENTROPY ? "logits" : "numbers";
    }

    private String numbers(Declared output) {
        OnnxNode maker = makers.get(output.name());
        boolean squeezed = maker != null
                && maker.operation().equals("Squeeze")
                && output.dims() != null
                && output.dims().length == 1;
        return squeezed ? maker.input(0).orElse(output.name()) : output.name();
    }

    private String logits(String output) {
        String name = output;
        Set<String> seen = new HashSet<>();
        while (seen.add(name) && makers.containsKey(name)) {
            OnnxNode maker = makers.get(name);
            switch (maker.operation()) {
                case "Softmax" ->
                    throw new IllegalArgumentException(
                            "node %s, a Softmax: expected logits as output %s, found probabilities: export the network without its softmax"
                                    .formatted(maker.name(), output));
                case "LogSoftmax" ->
                    notes.accept("the last LogSoftmax is left out: its cross-entropy is that of the logits before it");
                case "Identity", "Cast" -> {}
                default -> {
                    return name;
                }
            }
            if (maker.input(0).isEmpty()) {
                return name;
            }
            name = maker.input(0).get();
        }
        return name;
    }
}
