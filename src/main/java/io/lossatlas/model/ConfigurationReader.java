package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.GraphBuilder;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.TensorShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Reads a graph off DL4J's configuration: its nodes bear the vertices' names, its parameters lie as in DL4J's flat vector. A
 * layer with a ReLU of its own becomes two nodes, the second called {@code NAME/relu}; the preprocessor that makes a vector
 * of an image becomes the node {@code NAME/flatten} before the layer. Whatever a graph cannot express is refused by name.
 */
public final class ConfigurationReader {
    private final ComputationGraphConfiguration configuration;
    private final GraphBuilder graph;
    private final Map<String, String> valueOf = new HashMap<>();
    private final Map<String, TensorShape> shapes = new HashMap<>();

    private ConfigurationReader(ComputationGraphConfiguration configuration, TensorShape images) {
        this.configuration = configuration;
        this.graph = new GraphBuilder(images);
        String input = configuration.getNetworkInputs().get(0);
        valueOf.put(input, Graph.INPUT);
        shapes.put(Graph.INPUT, images);
    }

    /**
     * The graph of a configuration.
     *
     * @param images what the network reads
     * @throws IllegalArgumentException naming the layer that a graph cannot express, and why
     */
    public static Graph read(ComputationGraphConfiguration configuration, ImageShape images) {
        single("inputs", configuration.getNetworkInputs());
        String output = single("outputs", configuration.getNetworkOutputs());
        new ComputationGraph(configuration).topologicalSortOrder();
        ConfigurationReader reader = new ConfigurationReader(
                configuration, TensorShape.of(images.channels(), images.height(), images.width()));
        for (String name : configuration.getTopologicalOrderStr()) {
            if (!configuration.getNetworkInputs().contains(name)) {
                reader.vertex(name, configuration.getVertices().get(name));
            }
        }
        return reader.graph.build(reader.valueOf.get(output));
    }

    private static String single(String what, List<String> names) {
        if (names.size() != 1) {
            throw new IllegalArgumentException("a network with the %s %s cannot be compiled".formatted(what, names));
        }
        return names.get(0);
    }

    private void vertex(String name, GraphVertex vertex) {
        List<String> inputs = configuration.getVertexInputs().get(name).stream()
                .map(valueOf::get)
                .toList();
        if (vertex instanceof LayerVertex layer) {
            layer(name, layer, inputs.get(0));
        } else if (vertex instanceof ElementWiseVertex add
                && add.getOp() == ElementWiseVertex.Op.Add
                && inputs.size() == 2) {
            valueOf.put(name, add(name, new Add(), inputs, LayerReading.Bias.NONE));
        } else {
            throw LayerReading.refused(name, vertex.getClass().getSimpleName(), "no operation of a graph is like it");
        }
    }

    private void layer(String name, LayerVertex vertex, String from) {
        Layer layer = vertex.getLayerConf().getLayer();
        String value = preprocessed(name, layer, vertex.getPreProcessor(), from);
        LayerReading reading = LayerReading.of(name, layer, shapes.get(value));
        if (reading.op().isPresent()) {
            value = add(name, reading.op().get(), List.of(value), reading.bias());
        }
        if (reading.activation() == LayerReading.After.RELU) {
            String relu = reading.op().isPresent() ? name + "/relu" : name;
            value = add(relu, new Relu(), List.of(value), LayerReading.Bias.NONE);
        }
        valueOf.put(name, value);
    }

    private String preprocessed(String name, Layer layer, InputPreProcessor before, String from) {
        if (before == null) {
            return from;
        }
        if (!(before instanceof CnnToFeedForwardPreProcessor)) {
            String type = before.getClass().getSimpleName();
            throw LayerReading.refused(name, layer, "its input is preprocessed by a " + type);
        }
        return add(name + "/flatten", new Flatten(), List.of(from), LayerReading.Bias.NONE);
    }

    private String add(String name, Op op, List<String> inputs, LayerReading.Bias bias) {
        switch (bias) {
            case NONE -> graph.add(name, op, inputs);
            case ADDED -> graph.addBiased(name, op, inputs);
        }
        shapes.put(name, op.output(inputs.stream().map(shapes::get).toList()));
        return name;
    }
}
