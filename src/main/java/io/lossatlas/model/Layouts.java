package io.lossatlas.model;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Reads the layout of DL4J's flat parameter vector off a configuration: layers in topological order; within a layer a
 * convolution's bias and then its weight {@code [out, in, kh, kw]} in C order; a dense layer's weight, which DL4J stores
 * {@code [in, out]} in F order and is therefore {@code [out, in]} in C order, and then its bias; a batch normalisation's
 * gamma, beta, running mean and running variance.
 */
public final class Layouts {
    private final List<Parameter> parameters = new ArrayList<>();
    private int end;

    private Layouts() {}

    /**
     * The layout of a network's parameters.
     *
     * @throws IllegalArgumentException when a layer is of a type that LossAtlas does not know
     */
    public static ParameterLayout of(ComputationGraphConfiguration configuration) {
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.topologicalSortOrder();
        Layouts layouts = new Layouts();
        for (String name : configuration.getTopologicalOrderStr()) {
            if (configuration.getVertices().get(name) instanceof LayerVertex vertex) {
                layouts.layer(name, vertex.getLayerConf().getLayer());
            }
        }
        return new ParameterLayout(layouts.parameters);
    }

    private void layer(String name, Layer layer) {
        if (layer instanceof ConvolutionLayer conv) {
            int out = (int) conv.getNOut();
            if (conv.hasBias()) {
                add(name, Role.BIAS, out);
            }
            int[] kernel = conv.getKernelSize();
            add(name, Role.CONV, out, (int) conv.getNIn(), kernel[0], kernel[1]);
        } else if (layer instanceof BatchNormalization bn) {
            int channels = (int) bn.getNOut();
            add(name, Role.BN_GAMMA, channels);
            add(name, Role.BN_BETA, channels);
            add(name, Role.BN_MEAN, channels);
            add(name, Role.BN_VAR, channels);
        } else if (layer instanceof OutputLayer output) {
            dense(name, output, output.hasBias());
        } else if (layer instanceof DenseLayer dense) {
            dense(name, dense, dense.hasBias());
        } else if (!(layer instanceof ActivationLayer
                || layer instanceof GlobalPoolingLayer
                || layer instanceof SubsamplingLayer)) {
            throw new IllegalArgumentException("layer %s is a %s, which LossAtlas does not know"
                    .formatted(name, layer.getClass().getSimpleName()));
        }
    }

    private void dense(String name, FeedForwardLayer layer, boolean biased) {
        int out = (int) layer.getNOut();
        add(name, Role.DENSE, out, (int) layer.getNIn());
        if (biased) {
            add(name, Role.BIAS, out);
        }
    }

    private void add(String name, Role kind, Integer... shape) {
        Parameter parameter = new Parameter(name, kind, List.of(shape), end);
        parameters.add(parameter);
        end = parameter.end();
    }
}
