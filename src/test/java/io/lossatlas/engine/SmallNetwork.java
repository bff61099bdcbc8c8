package io.lossatlas.engine;

import io.lossatlas.model.FamilyGraph;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of a few layers, put together for one test. Each layer follows the one before it. */
final class SmallNetwork {
    static final String IMAGES = "images";

    private final ComputationGraphConfiguration.GraphBuilder graph;
    private String last = IMAGES;
    private boolean pooled = true;

    /** For square single-channel images. */
    SmallNetwork(int side) {
        graph = new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs(IMAGES)
                .setInputTypes(InputType.convolutional(side, side, 1));
    }

    /** A convolution builder with padding {@code kernel / 2}. */
    static ConvolutionLayer.Builder kernel(int kernel, int stride, int channels) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .stride(stride, stride)
                .padding(kernel / 2, kernel / 2)
                .nOut(channels);
    }

    SmallNetwork convolution(String name, int kernel, int stride, int channels) {
        return layer(name, kernel(kernel, stride, channels).hasBias(false).build());
    }

    SmallNetwork biased(String name, int kernel, int stride, int channels) {
        return layer(name, kernel(kernel, stride, channels).build());
    }

    SmallNetwork normalised(String name) {
        return layer(
                name,
                new BatchNormalization.Builder()
                        .eps(FamilyGraph.BN_EPSILON)
                        .decay(FamilyGraph.BN_DECAY)
                        .useLogStd(false)
                        .build());
    }

    SmallNetwork rectified(String name) {
        return layer(
                name, new ActivationLayer.Builder().activation(Activation.RELU).build());
    }

    /** Pooling over square windows with as much padding on each side. */
    SmallNetwork pooled(String name, SubsamplingLayer.PoolingType type, int kernel, int stride, int padding) {
        int[] square = {kernel, kernel};
        int[] strides = {stride, stride};
        return layer(name, new SubsamplingLayer.Builder(type, square, strides, new int[] {padding, padding}).build());
    }

    /** A dense layer with ReLU; it flattens what it reads. */
    SmallNetwork dense(String name, int outputs) {
        return layer(
                name,
                new DenseLayer.Builder()
                        .nOut(outputs)
                        .activation(Activation.RELU)
                        .build());
    }

    SmallNetwork adding(String name, String other) {
        return vertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), other);
    }

    SmallNetwork layer(String name, Layer layer) {
        graph.addLayer(name, layer, last);
        last = name;
        return this;
    }

    SmallNetwork vertex(String name, GraphVertex vertex, String other) {
        graph.addVertex(name, vertex, last, other);
        last = name;
        return this;
    }

    /** Goes on behind an earlier layer. */
    SmallNetwork behind(String name) {
        last = name;
        return this;
    }

    SmallNetwork pooled(PoolingType type) {
        return layer(FamilyGraph.POOLED, new GlobalPoolingLayer.Builder(type).build());
    }

    /** Without global average pooling before the head. */
    SmallNetwork unpooled() {
        pooled = false;
        return this;
    }

    /** With a dense head, and global average pooling before it. */
    ComputationGraphConfiguration build() {
        return (pooled ? pooled(PoolingType.AVG) : this).headed(head().build());
    }

    ComputationGraphConfiguration headed(OutputLayer head) {
        layer(FamilyGraph.HEAD, head);
        return graph.setOutputs(FamilyGraph.HEAD)
                .validateOutputLayerConfig(false)
                .build();
    }

    static OutputLayer.Builder head() {
        return new OutputLayer.Builder(LossFunction.MCXENT).nOut(10).activation(Activation.SOFTMAX);
    }
}
