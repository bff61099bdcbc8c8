package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SimdEvaluatorTest {

    @ParameterizedTest
    @CsvSource({"4, PLAIN", "4, SKIP", "10, PLAIN", "10, SKIP", "30, PLAIN", "30, SKIP"})
    void lossesAreThoseOfDl4j(int depth, Wiring wiring) {
        Variant variant = Fixtures.variant(depth, wiring, 4);
        SimdEngine engine = Fixtures.engine(variant);
        float[] parameters = Fixtures.parameters(engine.layout(), depth);
        LabelledImages images = Fixtures.images(21);

        double[] losses = new double[21];
        boolean[] correct = new boolean[21];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            evaluator.evaluate(images, 0, 21, losses, correct);
        }

        double[][] logits = dl4jLogits(variant, parameters, images);
        double total = 0;
        double expectedTotal = 0;
        for (int n = 0; n < losses.length; n++) {
            double expected = loss(logits[n], images.label(n));
            assertThat(losses[n]).as("image %d", n).isCloseTo(expected, within(1e-4 * (1 + expected)));
            total += losses[n];
            expectedTotal += expected;
        }
        assertThat(total).isCloseTo(expectedTotal, within(1e-5 * expectedTotal));
    }

    /** DL4J's own trunk; the head in double from its pooled activations. */
    static double[][] dl4jLogits(Variant variant, float[] parameters, LabelledImages images) {
        ComputationGraph graph = new ComputationGraph(Fixtures.graph(variant));
        graph.init();
        graph.setParams(Nd4j.createFromArray(parameters));
        INDArray pooled =
                graph.feedForward(input(images), false).get(FamilyGraph.POOLED).castTo(DataType.DOUBLE);
        INDArray weights = graph.getParam(FamilyGraph.HEAD + "_W").castTo(DataType.DOUBLE);
        INDArray bias = graph.getParam(FamilyGraph.HEAD + "_b").castTo(DataType.DOUBLE);
        return pooled.mmul(weights).addRowVector(bias).toDoubleMatrix();
    }

    static INDArray input(LabelledImages images) {
        float[] input = new float[images.bytes().length];
        for (int n = 0; n < input.length; n++) {
            input[n] = Normalisation.mnist(1).input(0, images.bytes()[n]);
        }
        return Nd4j.createFromArray(input)
                .reshape(
                        images.count(),
                        1,
                        images.shape().height(),
                        images.shape().width());
    }

    static double loss(double[] logits, int label) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        return Math.log(sum) - logits[label];
    }
}
