package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.model.ConfigurationReader;
import io.lossatlas.model.FamilyGraph;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What the compiler does not know it refuses, with the layer's name and the reason, rather than compute something else.
 */
class CompilerRefusalTest {
    private static final int SIDE = 12;

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(new DropoutLayer.Builder(0.5).build(), "layer odd, a DropoutLayer, cannot be compiled"),
                Arguments.of(
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.SUM).build(),
                        "layer odd, a SubsamplingLayer, cannot be compiled: its pooling is SUM"),
                Arguments.of(
                        new DepthwiseConvolution2D.Builder(3, 3).padding(1, 1).build(),
                        "layer odd, a DepthwiseConvolution2D, cannot be compiled: unknown"),
                Arguments.of(
                        SmallNetwork.kernel(3, 1, 4).dropOut(0.5).build(),
                        "layer odd, a ConvolutionLayer, cannot be compiled: its dropout"),
                Arguments.of(SmallNetwork.kernel(3, 1, 4).dilation(2, 2).build(), "its dilation is [2, 2]"),
                Arguments.of(
                        SmallNetwork.kernel(1, 2, 4)
                                .convolutionMode(ConvolutionMode.Same)
                                .build(),
                        "its convolution mode is Same"),
                Arguments.of(
                        SmallNetwork.kernel(3, 1, 4).activation(Activation.TANH).build(), "its activation is tanh"),
                Arguments.of(
                        new ActivationLayer.Builder()
                                .activation(Activation.SIGMOID)
                                .build(),
                        "layer odd, a ActivationLayer, cannot be compiled: its activation is sigmoid"),
                Arguments.of(
                        new ActivationLayer.Builder()
                                .activation(new ActivationReLU(6.0, 0.0, 0.0))
                                .build(),
                        "layer odd, a ActivationLayer, cannot be compiled: its activation is relu"),
                Arguments.of(
                        new BatchNormalization.Builder().useLogStd(true).build(),
                        "layer odd, a BatchNormalization, cannot be compiled: its useLogStd is true"),
                Arguments.of(
                        new BatchNormalization.Builder()
                                .useLogStd(false)
                                .lockGammaBeta(true)
                                .build(),
                        "layer odd, a BatchNormalization, cannot be compiled: its lockGammaBeta is true"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerThatIsNotKnownIsRefusedByName(Layer layer, String reason) {
        assertRefused(net -> net.convolution("conv", 3, 1, 4).layer("odd", layer), reason);
    }

    @Test
    void theSameNetworkWithoutTheOddLayerCompiles() {
        ComputationGraphConfiguration known = new SmallNetwork(SIDE)
                .convolution("conv", 3, 1, 4)
                .normalised("bn")
                .rectified("relu")
                .build();
        assertThat(compile(known).layout().weights()).hasSize(2);
    }

    @Test
    void otherPoolingsAndHeadsAreRefusedByName() {
        for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.SUM, PoolingType.PNORM}) {
            assertRefused(
                    network().pooled(type).headed(SmallNetwork.head().build()),
                    "layer %s, a GlobalPoolingLayer, cannot be compiled: its pooling is %s"
                            .formatted(FamilyGraph.POOLED, type));
        }
        assertRefused(
                network()
                        .pooled(PoolingType.AVG)
                        .headed(SmallNetwork.head()
                                .activation(Activation.SIGMOID)
                                .build()),
                "layer %s, a OutputLayer, cannot be compiled: its activation is sigmoid".formatted(FamilyGraph.HEAD));
        assertRefused(
                network()
                        .pooled(PoolingType.AVG)
                        .headed(SmallNetwork.head().hasBias(false).build()),
                "layer %s, a OutputLayer, cannot be compiled: its bias is false".formatted(FamilyGraph.HEAD));
        assertRefused(
                network()
                        .pooled(PoolingType.AVG)
                        .headed(SmallNetwork.head()
                                .lossFunction(LossFunction.MSE)
                                .build()),
                "layer %s, a OutputLayer, cannot be compiled: its loss is LossMSE()".formatted(FamilyGraph.HEAD));
    }

    @Test
    void otherWaysToJoinAreRefusedByName() {
        for (ElementWiseVertex.Op op : new ElementWiseVertex.Op[] {
            ElementWiseVertex.Op.Subtract, ElementWiseVertex.Op.Product, ElementWiseVertex.Op.Max
        }) {
            assertRefused(
                    net -> net.convolution("one", 3, 1, 4)
                            .convolution("two", 3, 1, 4)
                            .vertex("join", new ElementWiseVertex(op), "one"),
                    "layer join, a ElementWiseVertex, cannot be compiled");
        }
        assertRefused(
                net -> net.convolution("one", 3, 1, 4)
                        .convolution("two", 3, 1, 4)
                        .vertex("join", new MergeVertex(), "one"),
                "layer join, a MergeVertex, cannot be compiled");
    }

    @Test
    void aConvolutionOfOtherInputsIsRefusedByName() {
        ComputationGraphConfiguration configuration = network().build();
        convolution(configuration).setNIn(3);
        assertRefused(
                configuration, "layer conv, a ConvolutionLayer, cannot be compiled: its number of inputs is 3, not 1");
    }

    @Test
    void aSecondInputAndAPreprocessorAreRefused() {
        ComputationGraphConfiguration two = network().build();
        two.setNetworkInputs(List.of(SmallNetwork.IMAGES, "more"));
        assertRefused(two, "a network with the inputs [images, more] cannot be compiled");

        ComputationGraphConfiguration flat = network().build();
        ((LayerVertex) flat.getVertices().get("conv")).setPreProcessor(new FeedForwardToCnnPreProcessor(SIDE, SIDE, 1));
        assertRefused(flat, "layer conv, a ConvolutionLayer, cannot be compiled: its input is preprocessed");
    }

    private static ConvolutionLayer convolution(ComputationGraphConfiguration configuration) {
        return (ConvolutionLayer) ((LayerVertex) configuration.getVertices().get("conv"))
                .getLayerConf()
                .getLayer();
    }

    private static SmallNetwork network() {
        return new SmallNetwork(SIDE).convolution("conv", 3, 1, 4);
    }

    private static void assertRefused(UnaryOperator<SmallNetwork> layers, String reason) {
        assertRefused(layers.apply(new SmallNetwork(SIDE)).build(), reason);
    }

    private static void assertRefused(ComputationGraphConfiguration configuration, String reason) {
        assertThatThrownBy(() -> compile(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static SimdEngine compile(ComputationGraphConfiguration configuration) {
        return SimdEngine.compile(ConfigurationReader.read(configuration, new ImageShape(1, SIDE, SIDE)));
    }

    @Test
    void aTiedFilterIsRefused() {
        Parameter weight = new Parameter("w", Role.CONV, List.of(2, 2, 1, 1), 0);
        Conv op = new Conv(2, Window.square(1, 1, 0));
        Node first = new Node("first", op, List.of(Graph.INPUT), List.of(weight));
        Node second = new Node("second", op, List.of("first"), List.of(weight));
        Node means = new Node("m", new GlobalAveragePool(), List.of("second"), List.of());
        Graph tied = new Graph(
                TensorShape.of(2, 4, 4), new ParameterLayout(List.of(weight)), List.of(first, second, means), "m");
        assertThatThrownBy(() -> SimdEngine.compile(tied))
                .hasMessage("node second, a Conv, cannot be compiled: its conv is that of node first too");
    }
}
