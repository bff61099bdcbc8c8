package io.lossatlas.dl4j;

import io.lossatlas.engine.Trainer.StepResult;
import io.lossatlas.engine.loss.SoftmaxCrossEntropy;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.FamilyGraph;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sees a step from within DL4J: the head's input, from which come logits and loss without DL4J's clipping and without
 * weight decay; and the gradients before weight decay and momentum, which DL4J sums over the minibatch.
 */
final class StepObserver extends BaseTrainingListener {
    private final Dl4jGraph graph;
    private final Parameter dense;
    private final Parameter bias;
    private final List<Parameter> weights;
    private final int batchSize;
    private final float[] gradients;
    private int[] labels = {};
    private StepResult result = new StepResult(Double.NaN, 0);

    StepObserver(Dl4jGraph graph, ParameterLayout layout, int batchSize) {
        this.graph = graph;
        this.dense = layout.parameter(FamilyGraph.HEAD, Role.DENSE);
        this.bias = layout.parameter(FamilyGraph.HEAD, Role.BIAS);
        this.weights = layout.weights();
        this.batchSize = batchSize;
        this.gradients = new float[layout.size()];
    }

    /** Announces the labels of the next step. */
    void expect(int[] wanted) {
        labels = wanted;
    }

    StepResult result() {
        return result;
    }

    double[] gradientNorms() {
        return weights.stream().mapToDouble(this::gradientNorm).toArray();
    }

    private double gradientNorm(Parameter parameter) {
        double sum = 0;
        for (int n = parameter.offset(); n < parameter.end(); n++) {
            double mean = (double) gradients[n] / batchSize;
            sum += mean * mean;
        }
        return StrictMath.sqrt(sum);
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        float[] pooled = Dl4jGraph.copy(activations.get(FamilyGraph.POOLED));
        float[] matrix = graph.of(dense);
        float[] offsets = graph.of(bias);
        int inputs = dense.shape().get(1);
        float[] logits = new float[bias.size()];
        double sum = 0;
        int correct = 0;
        for (int n = 0; n < batchSize; n++) {
            for (int k = 0; k < logits.length; k++) {
                double logit = offsets[k];
                for (int c = 0; c < inputs; c++) {
                    logit += (double) matrix[k * inputs + c] * pooled[n * inputs + c];
                }
                logits[k] = (float) logit;
            }
            sum += SoftmaxCrossEntropy.loss(logits, 0, 1, logits.length, labels[n]);
            correct += SoftmaxCrossEntropy.correct(logits, 0, 1, logits.length, labels[n]) ? 1 : 0;
        }
        result = new StepResult(sum / batchSize, correct);
    }

    @Override
    public void onGradientCalculation(Model model) {
        model.gradient().gradient().data().asNioFloat().get(gradients);
    }
}
