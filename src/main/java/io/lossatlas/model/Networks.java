package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.model.FamilyGraph.Layer;
import java.util.Map;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The sweep's networks as configurations of DL4J: each layer of {@link FamilyGraph} as the vertex that computes it. */
public final class Networks {
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final Map<String, TensorShape> shapes;
    private final Head head;

    private Networks(ComputationGraphConfiguration.GraphBuilder graph, Map<String, TensorShape> shapes, Head head) {
        this.graph = graph;
        this.shapes = shapes;
        this.head = head;
    }

    /** What becomes of the head's logits. */
    public enum Head {
        /** They are the output. */
        LOGITS,
        /** Softmax and cross-entropy, for training. */
        SOFTMAX
    }

    /**
     * The graph of a variant.
     *
     * @param images that it reads
     * @param classes number of its logits
     * @param updater how DL4J would train it
     * @param weightDecay L2 coefficient on convolution and dense weights
     */
    public static ComputationGraphConfiguration configuration(
            Variant variant, ImageShape images, int classes, Head head, IUpdater updater, double weightDecay) {
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .seed(variant.seed())
                .updater(updater)
                .l2(weightDecay)
                .l2Bias(0)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.IDENTITY)
                .cacheMode(CacheMode.NONE)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .graphBuilder()
                .addInputs(Graph.INPUT)
                .setInputTypes(InputType.convolutional(images.height(), images.width(), images.channels()));
        Networks networks =
                new Networks(graph, FamilyGraph.of(variant, images, classes).shapes(), head);
        FamilyGraph.layers(variant, classes).forEach(networks::add);
        graph.setOutputs(FamilyGraph.HEAD);
        graph.validateOutputLayerConfig(head == Head.SOFTMAX);
        ComputationGraphConfiguration configuration = graph.build();
        configuration.getVertices().values().forEach(Networks::declareVariance);
        return configuration;
    }

    /** DL4J 1.0.0-M2 reads a normalisation from JSON as one of log10(stdev) unless its layer names a variable "var". */
    private static void declareVariance(GraphVertex vertex) {
        if (vertex instanceof LayerVertex layer && layer.getLayerConf().getLayer() instanceof BatchNormalization bn) {
            bn.initializer().paramKeys(bn).forEach(layer.getLayerConf()::addVariable);
        }
    }

    private void add(Layer layer) {
        String[] inputs = layer.inputs().toArray(String[]::new);
        if (layer.op() instanceof Add) {
            graph.addVertex(layer.name(), new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
        } else {
            graph.addLayer(layer.name(), layer(layer.op(), shapes.get(inputs[0])), inputs);
        }
    }

    private org.deeplearning4j.nn.conf.layers.Layer layer(Op op, TensorShape input) {
        if (op instanceof Conv conv) {
            return convolution(conv, input.channels());
        } else if (op instanceof BatchNorm norm) {
            return normalisation(norm, input.channels());
        } else if (op instanceof Relu) {
            return new ActivationLayer.Builder().activation(Activation.RELU).build();
        } else if (op instanceof GlobalAveragePool) {
            return new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
        } else if (op instanceof Dense dense) {
            return head(dense, input.size());
        }
        throw new IllegalArgumentException("no network of the family has a " + op.title());
    }

    private static ConvolutionLayer convolution(Conv conv, int channels) {
        Window window = conv.window();
        return new ConvolutionLayer.Builder(window.kernelHeight(), window.kernelWidth())
                .stride(window.strideHeight(), window.strideWidth())
                .padding(window.padTop(), window.padLeft())
                .nIn(channels)
                .nOut(conv.outputs())
                .hasBias(false)
                .build();
    }

    private static BatchNormalization normalisation(BatchNorm norm, int channels) {
        return new BatchNormalization.Builder()
                .nIn(channels)
                .nOut(channels)
                .eps(norm.epsilon())
                .decay(norm.decay())
                .useLogStd(false)
                .build();
    }

    private OutputLayer head(Dense dense, int inputs) {
        return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(dense.outputs())
                .activation(head == Head.SOFTMAX ? Activation.SOFTMAX : Activation.IDENTITY)
                .build();
    }
}
