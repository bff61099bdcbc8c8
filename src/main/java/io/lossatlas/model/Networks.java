package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
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

/**
 * The one place that says what a network is: BN+ReLU CNNs after He, Zhang, Ren and Sun, "Deep Residual Learning for
 * Image Recognition" (CVPR 2016), with and without the shortcuts. A 3x3 stem; blocks of two 3x3 convolutions in three
 * stages, of which the second and third halve the image and double the channels; global average pooling; a dense head.
 * A shortcut is the identity, or a strided 1x1 convolution where the shape changes, added before the block's last ReLU.
 */
public final class Networks {
    private static final String INPUT = Graph.INPUT;

    private final Variant variant;
    private final ComputationGraphConfiguration.GraphBuilder graph;

    private Networks(Variant variant, ComputationGraphConfiguration.GraphBuilder graph) {
        this.variant = variant;
        this.graph = graph;
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
                .addInputs(INPUT)
                .setInputTypes(InputType.convolutional(images.height(), images.width(), images.channels()));
        new Networks(variant, graph).build(head, images.channels(), classes);
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

    private void build(Head head, int imageChannels, int classes) {
        String last =
                relu("stem/relu", normalised("stem/conv", "stem/bn", 3, 1, imageChannels, variant.channels(0), INPUT));
        int channels = variant.channels(0);
        for (int b = 0; b < variant.blocks(); b++) {
            int out = variant.channels(variant.stage(b));
            last = block("b%02d".formatted(b), last, channels, out);
            channels = out;
        }
        graph.addLayer(FamilyGraph.POOLED, new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last);
        graph.addLayer(FamilyGraph.HEAD, head(head, channels, classes), FamilyGraph.POOLED);
        graph.setOutputs(FamilyGraph.HEAD);
        graph.validateOutputLayerConfig(head == Head.SOFTMAX);
    }

    private String block(String name, String from, int in, int out) {
        int stride = in == out ? 1 : 2;
        String first = relu(name + "/relu1", normalised(name + "/conv1", name + "/bn1", 3, stride, in, out, from));
        String second = normalised(name + "/conv2", name + "/bn2", 3, 1, out, out, first);
        if (!variant.skip()) {
            return relu(name + "/relu2", second);
        }
        String shortcut = in == out ? from : normalised(name + "/proj", name + "/projbn", 1, stride, in, out, from);
        graph.addVertex(name + "/add", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut);
        return relu(name + "/relu2", name + "/add");
    }

    private String normalised(String conv, String bn, int kernel, int stride, int in, int out, String from) {
        int padding = kernel / 2;
        graph.addLayer(
                conv,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .padding(padding, padding)
                        .nIn(in)
                        .nOut(out)
                        .hasBias(false)
                        .build(),
                from);
        graph.addLayer(
                bn,
                new BatchNormalization.Builder()
                        .nIn(out)
                        .nOut(out)
                        .eps(FamilyGraph.BN_EPSILON)
                        .decay(FamilyGraph.BN_DECAY)
                        .useLogStd(false)
                        .build(),
                conv);
        return bn;
    }

    private String relu(String name, String from) {
        graph.addLayer(
                name, new ActivationLayer.Builder().activation(Activation.RELU).build(), from);
        return name;
    }

    private static OutputLayer head(Head head, int channels, int classes) {
        return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(channels)
                .nOut(classes)
                .activation(head == Head.SOFTMAX ? Activation.SOFTMAX : Activation.IDENTITY)
                .build();
    }
}
