package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.dl4j.Dl4jRuntime;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Networks.Head;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Graphs read off DL4J's configurations, run by the interpreter, against DL4J itself in double: probabilities with running
 * statistics and gradients with those of the batch. Both sum in double in different orders, which makes about 1e-14 of
 * values around 1.
 */
class ConfigurationReaderTest {
    private static final double TOLERANCE = 1e-11;
    private static final ImageShape IMAGES = new ImageShape(3, 11, 9);
    private static final int CLASSES = 7;
    private static final int[] LABELS = {6, 0, 3, 2};

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void aVariantReadsAsTheFamilySaysIt(Wiring wiring) {
        Variant variant = new Variant(14, wiring, 3, 1, 0.1);
        ImageShape images = new ImageShape(1, 28, 28);
        ComputationGraphConfiguration dl4j = Networks.configuration(variant, images, 10, Head.SOFTMAX, new NoOp(), 0);
        assertThat(ConfigurationReader.read(dl4j, images)).isEqualTo(FamilyGraph.of(variant, images, 10));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void theFamilyMeansWhatDl4jComputes(Wiring wiring) {
        Variant variant = new Variant(8, wiring, 2, 1, 0.1);
        compare(Networks.configuration(variant, IMAGES, CLASSES, Head.SOFTMAX, new NoOp(), 0), IMAGES, CLASSES);
    }

    static Stream<SubsamplingLayer> poolings() {
        return Stream.of(PoolingType.MAX, PoolingType.AVG)
                .flatMap(type -> Stream.of(
                        new SubsamplingLayer.Builder(type, new int[] {2, 2}, new int[] {2, 2}).build(),
                        new SubsamplingLayer.Builder(type, new int[] {3, 2}, new int[] {1, 2}, new int[] {1, 0})
                                .build(),
                        new SubsamplingLayer.Builder(type, new int[] {3, 3}, new int[] {2, 3}, new int[] {1, 2})
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void poolingFlatteningAndDenseLayersMeanWhatDl4jComputes(SubsamplingLayer pooling) {
        compare(pooled(pooling), IMAGES, CLASSES);
    }

    /**
     * DL4J 1.0.0-M2 leaves padding out of the divisor when it goes backward, whatever the layer says, so that here the slope
     * of its loss is what counts; central differences of it are good to about 1e-10.
     */
    @Test
    void averagePoolingThatCountsPaddingMeansWhatDl4jComputes() {
        SubsamplingLayer pooling = new SubsamplingLayer.Builder(
                        PoolingType.AVG, new int[] {3, 3}, new int[] {2, 3}, new int[] {1, 2})
                .avgPoolIncludePadInDivisor(true)
                .build();
        Comparison comparison = new Comparison(pooled(pooling), IMAGES, CLASSES);
        comparison.forward();
        double[] gradient = comparison.gradient();
        for (int n = 0; n < gradient.length; n += 7) {
            assertThat(gradient[n]).isCloseTo(comparison.slope(n), within(1e-8));
        }
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of(new DropoutLayer.Builder(0.5).build(), "layer pool, a DropoutLayer, cannot be compiled"),
                Arguments.of(
                        new SubsamplingLayer.Builder(PoolingType.SUM).build(),
                        "layer pool, a SubsamplingLayer, cannot be compiled: its pooling is SUM"),
                Arguments.of(
                        new SubsamplingLayer.Builder(PoolingType.MAX)
                                .convolutionMode(ConvolutionMode.Same)
                                .build(),
                        "layer pool, a SubsamplingLayer, cannot be compiled: its convolution mode is Same"),
                Arguments.of(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(4)
                                .dilation(2, 1)
                                .build(),
                        "layer pool, a ConvolutionLayer, cannot be compiled: its dilation is [2, 1]"),
                Arguments.of(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        "layer pool, a ConvolutionLayer, cannot be compiled: its activation is tanh"),
                Arguments.of(
                        new BatchNormalization.Builder().useLogStd(true).build(),
                        "layer pool, a BatchNormalization, cannot be compiled: its useLogStd is true"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void whatAGraphCannotExpressIsRefusedByName(Layer layer, String reason) {
        assertThatThrownBy(() -> ConfigurationReader.read(pooled(layer), IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void imagesOfAnotherNumberOfChannelsAreRefused() {
        SubsamplingLayer pooling = new SubsamplingLayer.Builder(PoolingType.MAX).build();
        assertThatThrownBy(() -> ConfigurationReader.read(pooled(pooling), new ImageShape(1, 11, 9)))
                .hasMessage("layer conv, a ConvolutionLayer, cannot be compiled: its number of inputs is 3, not 1");
    }

    /** A convolution with bias and ReLU, the layer in question, a normalisation, flattened into two dense layers. */
    private static ComputationGraphConfiguration pooled(Layer layer) {
        return new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("pictures")
                .setInputTypes(InputType.convolutional(IMAGES.height(), IMAGES.width(), IMAGES.channels()))
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(5, 3)
                                .padding(2, 1)
                                .nOut(4)
                                .activation(Activation.RELU)
                                .build(),
                        "pictures")
                .addLayer("pool", layer, "conv")
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder().useLogStd(false).build(),
                        "pool")
                .addLayer(
                        "hidden",
                        new DenseLayer.Builder()
                                .nOut(6)
                                .activation(Activation.RELU)
                                .build(),
                        "norm")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(CLASSES)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "hidden")
                .setOutputs("out")
                .build();
    }

    private static void compare(ComputationGraphConfiguration configuration, ImageShape images, int classes) {
        Comparison comparison = new Comparison(configuration, images, classes);
        comparison.forward();
        comparison.backward();
    }

    /** The interpreter and DL4J with the same parameters and examples. */
    private static final class Comparison {
        private final Graph graph;
        private final double[] parameters;
        private final double[][] examples;
        private final Interpreter interpreter;
        private final ComputationGraph dl4j;
        private final INDArray input;
        private final INDArray labels;

        Comparison(ComputationGraphConfiguration configuration, ImageShape images, int classes) {
            graph = ConfigurationReader.read(configuration, images);
            assertThat(graph.layout()).isEqualTo(Layouts.of(configuration));
            GaussianStream stream = Seeds.stream(2, "reader");
            parameters = parameters(graph, stream);
            examples = IntStream.range(0, LABELS.length)
                    .mapToObj(n -> IntStream.range(0, images.size())
                            .mapToDouble(i -> stream.nextGaussian())
                            .toArray())
                    .toArray(double[][]::new);
            interpreter = new Interpreter(graph, parameters);
            dl4j = inDouble(configuration, parameters);
            input = Nd4j.create(examples).reshape(LABELS.length, images.channels(), images.height(), images.width());
            labels = oneHot(classes);
        }

        void forward() {
            double[][] probabilities = dl4j.outputSingle(input).toDoubleMatrix();
            double[][] logits = interpreter.logits(interpreter.forward(examples, Statistics.RUNNING));
            for (int n = 0; n < LABELS.length; n++) {
                for (int k = 0; k < probabilities[n].length; k++) {
                    assertThat(probability(logits[n], k)).isCloseTo(probabilities[n][k], within(TOLERANCE));
                }
            }
            assertThat(interpreter.loss(interpreter.forward(examples, Statistics.BATCH), LABELS))
                    .isCloseTo(score(), within(TOLERANCE));
        }

        void backward() {
            score();
            double[] expected = dl4j.getFlattenedGradients().dup('c').data().asDouble();
            double[] gradient = gradient();
            for (Parameter parameter : graph.layout().parameters()) {
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    double wanted = parameter.role().isRunningStatistic() ? 0 : expected[n] / LABELS.length;
                    assertThat(gradient[n])
                            .as("%s %s", parameter.name(), parameter.role().text())
                            .isCloseTo(wanted, within(TOLERANCE));
                }
            }
        }

        double[] gradient() {
            return interpreter.gradient(interpreter.forward(examples, Statistics.BATCH), LABELS);
        }

        double slope(int n) {
            double step = 1e-5;
            return (score(n, step) - score(n, -step)) / (2 * step);
        }

        private double score(int n, double by) {
            double[] moved = parameters.clone();
            moved[n] += by;
            dl4j.setParams(Nd4j.createFromArray(moved).reshape(1, moved.length));
            return score();
        }

        private double score() {
            dl4j.setInputs(input);
            dl4j.setLabels(labels);
            dl4j.computeGradientAndScore();
            return dl4j.score();
        }
    }

    private static ComputationGraph inDouble(ComputationGraphConfiguration configuration, double[] parameters) {
        Dl4jRuntime.prepareProcess();
        Dl4jRuntime.confineThread();
        configuration.setDataType(DataType.DOUBLE);
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
        return graph;
    }

    private static double probability(double[] logits, int of) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - logits[of]);
        }
        return 1 / sum;
    }

    private static INDArray oneHot(int classes) {
        double[][] oneHot = new double[LABELS.length][classes];
        for (int n = 0; n < LABELS.length; n++) {
            oneHot[n][LABELS[n]] = 1;
        }
        return Nd4j.create(oneHot);
    }

    private static double[] parameters(Graph graph, GaussianStream stream) {
        double[] values = new double[graph.layout().size()];
        for (Parameter parameter : graph.layout().parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                double drawn = 0.4 * stream.nextGaussian();
                values[n] = parameter.role() == Role.BN_VAR ? 0.5 + Math.abs(drawn) : drawn;
            }
        }
        return values;
    }
}
