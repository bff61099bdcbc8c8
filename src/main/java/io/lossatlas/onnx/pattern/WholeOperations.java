package io.lossatlas.onnx.pattern;

import io.lossatlas.onnx.file.OnnxNode;
import io.lossatlas.onnx.file.StoredTensor;
import java.util.List;
import java.util.Map;

/** Puts together what an exporter wrote in parts. */
public final class WholeOperations {
    private WholeOperations() {}

    /**
     * The nodes with the last of each pattern in place of all of it; the others are then read by nothing.
     *
     * @param readers how often nodes read each value
     */
    public static List<OnnxNode> of(
            List<OnnxNode> nodes, Map<String, StoredTensor> initializers, Map<String, Integer> readers) {
        PatternSearch search = new PatternSearch(nodes, initializers, readers);
        LayerNormPattern layerNorm = new LayerNormPattern(search);
        GeluPattern gelu = new GeluPattern(search);
        return nodes.stream()
                .map(node -> layerNorm.whole(node).or(() -> gelu.whole(node)).orElse(node))
                .toList();
    }
}
