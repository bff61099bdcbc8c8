package io.lossatlas.dl4j;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Layouts;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Single passes through DL4J's own graph in one data type. In double it is what the engine is compared to; in float it
 * shows how far another float32 implementation is from that. Logits and losses come from the head's inputs in
 * double.
 */
public final class Dl4jPass {
    private final DataType type;
    private final ComputationGraph graph;
    private final ParameterLayout layout;

    private Dl4jPass(DataType type, ComputationGraph graph, ParameterLayout layout) {
        this.type = type;
        this.graph = graph;
        this.layout = layout;
    }

    /**
     * In double.
     *
     * @param configuration kept, and changed
     */
    public static Dl4jPass inDouble(ComputationGraphConfiguration configuration) {
        return of(configuration, DataType.DOUBLE);
    }

    /**
     * In float with DL4J's oneDNN layers, as {@link Dl4jEngine} runs.
     *
     * @param configuration kept, and changed
     */
    public static Dl4jPass inFloat(ComputationGraphConfiguration configuration) {
        return of(configuration, DataType.FLOAT);
    }

    private static Dl4jPass of(ComputationGraphConfiguration configuration, DataType type) {
        Dl4jRuntime.prepareProcess();
        Dl4jRuntime.confineThread();
        configuration.setDataType(type);
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        return new Dl4jPass(type, graph, Layouts.of(configuration));
    }

    /**
     * What one training step sees.
     *
     * @param loss mean cross-entropy of the minibatch, normalised by its own statistics
     * @param gradient of that loss; zero at running statistics
     * @param statistics the running statistics after the step, where the layout has them; zero elsewhere
     * @param batchStatistics mean and biased variance of the minibatch, likewise
     */
    public record Step(double loss, double[] gradient, double[] statistics, double[] batchStatistics) {

        /** The vector that holds what the step made of a parameter: its gradient, or the statistics that moved. */
        public double[] of(Parameter parameter) {
            return parameter.role().isRunningStatistic() ? statistics : gradient;
        }
    }

    /** Moves to a point. */
    public void load(double[] parameters) {
        graph.setParams(
                Nd4j.createFromArray(parameters).reshape(1, parameters.length).castTo(type));
    }

    /** All parameters as they are. */
    public double[] parameters() {
        return graph.params().dup('c').data().asDouble();
    }

    /** One update by the configuration's own updater and regularisation, from where the graph stands. */
    public void fit(LabelledImages images, int[] minibatch) {
        graph.fit(new INDArray[] {input(images, minibatch)}, new INDArray[] {labels(images, minibatch)});
    }

    /** Logits {@code [image][class]} with running statistics. */
    public double[][] logits(double[] parameters, LabelledImages images) {
        load(parameters);
        return logits(parameters, images, all(images), false);
    }

    /** Losses of all images with running statistics. */
    public double[] losses(double[] parameters, LabelledImages images) {
        return losses(logits(parameters, images), images, all(images));
    }

    /** What a training step from a point sees; the graph's own parameters stay there. */
    public Step step(double[] parameters, LabelledImages images, int[] minibatch) {
        load(parameters);
        double[] losses = losses(logits(parameters, images, minibatch, true), images, minibatch);
        graph.setInputs(input(images, minibatch));
        graph.setLabels(labels(images, minibatch));
        graph.computeGradientAndScore();
        double[] gradient = graph.getFlattenedGradients().dup('c').data().asDouble();
        double[] statistics = new double[gradient.length];
        double[] batch = new double[gradient.length];
        for (Parameter parameter : layout.parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                if (parameter.role().isRunningStatistic()) {
                    // What DL4J calls a running statistic's gradient is the step that its updater subtracts.
                    double moved = parameters[n] - gradient[n];
                    statistics[n] = type == DataType.FLOAT ? (float) moved : moved;
                    batch[n] = parameters[n] - gradient[n] / (1 - FamilyGraph.BN_DECAY);
                    gradient[n] = 0;
                } else {
                    gradient[n] /= minibatch.length;
                }
            }
        }
        return new Step(Arrays.stream(losses).average().orElseThrow(), gradient, statistics, batch);
    }

    private double[][] logits(double[] parameters, LabelledImages images, int[] of, boolean batchStatistics) {
        String before =
                graph.getConfiguration().getVertexInputs().get(FamilyGraph.HEAD).get(0);
        INDArray read = graph.feedForward(input(images, of), batchStatistics).get(before);
        double[][] inputs = read.castTo(DataType.DOUBLE)
                .dup('c')
                .reshape('c', of.length, read.length() / of.length)
                .toDoubleMatrix();
        int weights = layout.parameter(FamilyGraph.HEAD, Role.DENSE).offset();
        int bias = layout.parameter(FamilyGraph.HEAD, Role.BIAS).offset();
        double[][] logits = new double[of.length][images.classes()];
        for (int n = 0; n < of.length; n++) {
            for (int k = 0; k < images.classes(); k++) {
                logits[n][k] = parameters[bias + k];
                for (int c = 0; c < inputs[n].length; c++) {
                    logits[n][k] += parameters[weights + k * inputs[n].length + c] * inputs[n][c];
                }
            }
        }
        return logits;
    }

    private INDArray input(LabelledImages images, int[] of) {
        int pixels = images.shape().size();
        double[] input = new double[of.length * pixels];
        for (int n = 0; n < input.length; n++) {
            input[n] = Normalisation.mnist(1).input(0, images.bytes()[of[n / pixels] * pixels + n % pixels]);
        }
        return Nd4j.createFromArray(input)
                .reshape(of.length, 1, images.shape().height(), images.shape().width())
                .castTo(type);
    }

    private INDArray labels(LabelledImages images, int[] of) {
        double[][] oneHot = new double[of.length][images.classes()];
        for (int n = 0; n < of.length; n++) {
            oneHot[n][images.label(of[n])] = 1;
        }
        return Nd4j.createFromArray(oneHot).castTo(type);
    }

    private static double[] losses(double[][] logits, LabelledImages images, int[] of) {
        double[] losses = new double[of.length];
        for (int n = 0; n < of.length; n++) {
            double largest = Arrays.stream(logits[n]).max().orElseThrow();
            double sum = 0;
            for (double logit : logits[n]) {
                sum += Math.exp(logit - largest);
            }
            losses[n] = Math.log(sum) + (largest - logits[n][images.label(of[n])]);
        }
        return losses;
    }

    private static int[] all(LabelledImages images) {
        return IntStream.range(0, images.count()).toArray();
    }
}
