package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/** Holds the graph of a stranger's DL4J model against a variant's: what it computes from an image, not how it was trained. */
final class SameGraph {
    private SameGraph() {}

    /**
     * Checks that both compute the same logits from the same parameters.
     *
     * @throws RefusedException naming the first vertex that differs
     */
    static void require(ComputationGraphConfiguration expected, ComputationGraphConfiguration found, String source) {
        Map<String, GraphVertex> own = expected.getVertices();
        Map<String, GraphVertex> others = found.getVertices();
        Set<String> names = new TreeSet<>(own.keySet());
        names.addAll(others.keySet());
        same("graph", "inputs", expected.getNetworkInputs(), found.getNetworkInputs(), source);
        same("graph", "outputs", expected.getNetworkOutputs(), found.getNetworkOutputs(), source);
        for (String name : names) {
            same(name, "layer", describe(own.get(name)), describe(others.get(name)), source);
            same(
                    name,
                    "inputs",
                    expected.getVertexInputs().get(name),
                    found.getVertexInputs().get(name),
                    source);
        }
    }

    private static void same(String name, String what, Object expected, Object found, String source) {
        if (!String.valueOf(expected).equals(String.valueOf(found))) {
            throw new RefusedException("%s: %s: %s: %s: expected %s, found %s"
                    .formatted(source, ModelFile.CONFIGURATION, name, what, expected, found));
        }
    }

    private static String describe(GraphVertex vertex) {
        if (!(vertex instanceof LayerVertex holder)) {
            return vertex == null ? "none" : vertex.toString();
        }
        Layer layer = holder.getLayerConf().getLayer();
        String before = holder.getPreProcessor() == null ? "" : " after " + holder.getPreProcessor();
        return layer(layer) + before;
    }

    private static String layer(Layer layer) {
        if (layer instanceof ConvolutionLayer conv) {
            return "convolution %d to %d, kernel %s, stride %s, padding %s, dilation %s, mode %s, bias %s, %s"
                    .formatted(
                            conv.getNIn(),
                            conv.getNOut(),
                            Arrays.toString(conv.getKernelSize()),
                            Arrays.toString(conv.getStride()),
                            Arrays.toString(conv.getPadding()),
                            Arrays.toString(conv.getDilation()),
                            conv.getConvolutionMode(),
                            conv.hasBias(),
                            conv.getActivationFn());
        }
        if (layer instanceof BatchNormalization bn) {
            return "batch normalisation of %d, epsilon %s, log deviation %s, fixed scale %s, %s"
                    .formatted(bn.getNOut(), bn.getEps(), bn.isUseLogStd(), bn.isLockGammaBeta(), bn.getActivationFn());
        }
        if (layer instanceof ActivationLayer activation) {
            return "activation " + activation.getActivationFn();
        }
        if (layer instanceof GlobalPoolingLayer pooling) {
            return "pooling %s over %s"
                    .formatted(pooling.getPoolingType(), Arrays.toString(pooling.getPoolingDimensions()));
        }
        if (layer instanceof OutputLayer dense) {
            return "dense %d to %d, bias %s".formatted(dense.getNIn(), dense.getNOut(), dense.hasBias());
        }
        return layer.getClass().getSimpleName();
    }
}
