package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.dl4j.Dl4jRuntime;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.ModelFile;
import io.lossatlas.model.Variant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A compiled network, trained, goes back into a file that DL4J's own loader reads, and DL4J scores it the same. */
class ModelFileParityTest {
    private static final LabelledImages IMAGES = Mnist.TRAIN.first(50);

    @ParameterizedTest
    @CsvSource({"4, PLAIN", "10, SKIP", "30, SKIP"})
    void dl4jLoadsAndScoresWhatTheEngineTrained(int depth, Wiring wiring) throws IOException {
        Variant variant = Fixtures.variant(depth, wiring, 4);
        SimdEngine engine = Fixtures.engine(variant);
        float[] trained =
                Training.trained(engine, InitialWeights.draw(engine.layout(), 1).values(), 40);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelFile.of(variant, new Weights(engine.layout(), trained), IMAGES.shape(), IMAGES.classes())
                .write(file);

        Dl4jRuntime.prepareProcess();
        ComputationGraph loaded =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), false);

        assertThat(loaded.params().dup('c').data().asFloat()).isEqualTo(trained);
        double[] losses = new double[IMAGES.count()];
        boolean[] correct = new boolean[IMAGES.count()];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(trained);
            evaluator.evaluate(IMAGES, 0, IMAGES.count(), losses, correct);
        }
        // DL4J's score clips a loss at -ln 1e-10.
        assertThat(Arrays.stream(losses).max().orElseThrow()).isLessThan(23);
        DataSet data = data();
        double mean = Arrays.stream(losses).average().orElseThrow();
        assertThat(loaded.score(data, false)).isCloseTo(mean, within(1e-5 * mean));
        int[] answers = loaded.outputSingle(data.getFeatures()).argMax(1).toIntVector();
        for (int n = 0; n < IMAGES.count(); n++) {
            assertThat(correct[n]).as("image %d", n).isEqualTo(answers[n] == IMAGES.label(n));
        }
    }

    private static DataSet data() {
        float[] input = new float[IMAGES.bytes().length];
        for (int n = 0; n < input.length; n++) {
            input[n] = Normalisation.mnist(1).input(0, IMAGES.bytes()[n]);
        }
        float[][] labels = new float[IMAGES.count()][IMAGES.classes()];
        for (int n = 0; n < labels.length; n++) {
            labels[n][IMAGES.label(n)] = 1;
        }
        INDArray features = Nd4j.createFromArray(input)
                .reshape(
                        IMAGES.count(),
                        1,
                        IMAGES.shape().height(),
                        IMAGES.shape().width());
        return new DataSet(features, Nd4j.createFromArray(labels));
    }
}
