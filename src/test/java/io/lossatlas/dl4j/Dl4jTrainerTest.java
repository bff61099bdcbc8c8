package io.lossatlas.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.engine.RandomWeights;
import io.lossatlas.engine.ReferenceNetwork;
import io.lossatlas.engine.SyntheticImages;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.Trainer.StepResult;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class Dl4jTrainerTest {
    private static final int SIDE = 12;
    private static final int BATCH = 16;
    private static final LabelledImages IMAGES = SyntheticImages.draw(64, SIDE, 1);
    private static final int[] MINIBATCH = IntStream.range(5, 5 + BATCH).toArray();

    private final Variant variant = new Variant(6, Wiring.SKIP, 4, 1, 0.05);
    private final Dl4jEngine engine = Dl4jEngine.of(variant, new ImageShape(1, SIDE, SIDE), 10);
    private final Weights weights = RandomWeights.draw(engine.layout(), 3);
    private final TrainerSettings settings = new TrainerSettings(BATCH, 0.9, 0.01);

    @Test
    void lossIsTheCrossEntropyOfTheMinibatchWithItsOwnStatisticsAndWithoutDecay() {
        LabelledImages first = IMAGES.first(BATCH);
        try (Trainer trainer = start()) {
            StepResult result = trainer.step(first, IntStream.range(0, BATCH).toArray(), 0.1);

            double[] losses = new ReferenceNetwork(variant, weights, true).losses(first, BATCH);
            assertThat(result.loss()).isCloseTo(Arrays.stream(losses).average().orElseThrow(), within(1e-5));
        }
    }

    @Test
    void gradientNormsAreThoseOfDl4jSGradientsOverTheBatchSize() {
        ComputationGraph graph = new ComputationGraph(
                Networks.configuration(variant, new ImageShape(1, SIDE, SIDE), 10, Head.SOFTMAX, new Sgd(0.1), 0.01));
        graph.init(Nd4j.create(new float[1][weights.layout().size()]), true);
        graph.setParams(Nd4j.create(weights.values()));
        graph.setInputs(new ImageBatch(BATCH, new ImageShape(1, SIDE, SIDE)).fill(IMAGES, n -> MINIBATCH[n]));
        graph.setLabels(labels());
        graph.computeGradientAndScore();

        try (Trainer trainer = start()) {
            trainer.step(IMAGES, MINIBATCH, 0.1);
            double[] norms = trainer.gradientNorms();
            List<Parameter> parameters = engine.layout().weights();
            assertThat(norms).hasSize(parameters.size());
            for (int n = 0; n < norms.length; n++) {
                double expected = graph.gradient()
                                .getGradientFor(parameters.get(n).name() + "_W")
                                .norm2Number()
                                .doubleValue()
                        / BATCH;
                assertThat(norms[n]).as(parameters.get(n).name()).isCloseTo(expected, within(expected * 1e-5));
            }
        }
    }

    @Test
    void theFirstUpdateIsNesterovSWithDecayOnWeightsAlone() {
        double rate = 0.1;
        try (Trainer trainer = start()) {
            trainer.step(IMAGES, MINIBATCH, rate);
            TrainerState after = trainer.state();
            for (Parameter parameter : engine.layout().parameters()) {
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    double moved = (double) after.parameters()[n] - weights.values()[n];
                    // From rest v' = -lr g, so w moves by (1 + mu) v'.
                    double expected = parameter.role().isRunningStatistic() ? moved : 1.9 * after.momentum()[n];
                    assertThat(moved).as(parameter.name()).isCloseTo(expected, within(1e-6));
                }
            }
        }
        try (Trainer decayed = start();
                Trainer plain =
                        engine.trainer(TrainerState.start(weights.values()), new TrainerSettings(BATCH, 0.9, 0))) {
            decayed.step(IMAGES, MINIBATCH, rate);
            plain.step(IMAGES, MINIBATCH, rate);
            float[] with = decayed.state().momentum();
            float[] without = plain.state().momentum();
            for (Parameter parameter : engine.layout().parameters()) {
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    double expected = parameter.role().isWeight() ? -rate * 0.01 * weights.values()[n] : 0;
                    assertThat((double) with[n] - without[n])
                            .as(parameter.name())
                            .isCloseTo(expected, within(1e-6));
                }
            }
        }
    }

    @Test
    void runningStatisticsKeepNineTenths() {
        try (Trainer trainer = start()) {
            trainer.step(IMAGES, MINIBATCH, 0.1);
            float[] after = trainer.state().parameters();
            Parameter mean = engine.layout().parameter("stem/bn", Role.BN_MEAN);
            Parameter conv = engine.layout().parameter("stem/conv", Role.CONV);
            double[] batch = stemMeans(weights.of(conv));
            for (int c = 0; c < batch.length; c++) {
                double expected = 0.9 * weights.values()[mean.offset() + c] + 0.1 * batch[c];
                assertThat((double) after[mean.offset() + c]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void trainingResumedFromItsStateGoesOnBitForBit() {
        TrainerState whole = train(start(), 0, 6);
        TrainerState half = train(start(), 0, 3);
        TrainerState resumed = train(engine.trainer(half, settings), 3, 6);

        assertThat(resumed.parameters()).isEqualTo(whole.parameters());
        assertThat(resumed.momentum()).isEqualTo(whole.momentum());
        assertThat(train(start(), 0, 6).parameters()).isEqualTo(whole.parameters());
    }

    @Test
    void trainingLearns() {
        try (Trainer trainer = engine.trainer(TrainerState.start(weights.values()), settings)) {
            StepResult first = trainer.step(IMAGES, MINIBATCH, 0.05);
            for (int step = 0; step < 60; step++) {
                trainer.step(IMAGES, MINIBATCH, 0.05);
            }
            StepResult last = trainer.step(IMAGES, MINIBATCH, 0.05);
            assertThat(last.loss()).isLessThan(first.loss() / 4);
            assertThat(last.correct()).isGreaterThan(first.correct());
        }
    }

    @Test
    void aMinibatchOfAnotherSizeIsRefused() {
        try (Trainer trainer = start()) {
            assertThatThrownBy(() -> trainer.step(IMAGES, new int[] {1, 2}, 0.1))
                    .hasMessage("a minibatch of 2 where all have 16");
        }
    }

    private Trainer start() {
        return engine.trainer(TrainerState.start(weights.values()), settings);
    }

    private static TrainerState train(Trainer trainer, int from, int to) {
        try (trainer) {
            for (int step = from; step < to; step++) {
                int first = step;
                trainer.step(
                        IMAGES,
                        IntStream.range(0, BATCH).map(n -> (7 * n + first) % 64).toArray(),
                        0.1 / (1 + step));
            }
            return trainer.state();
        }
    }

    private static INDArray labels() {
        float[][] oneHot = new float[BATCH][IMAGES.classes()];
        for (int n = 0; n < BATCH; n++) {
            oneHot[n][IMAGES.label(MINIBATCH[n])] = 1;
        }
        return Nd4j.create(oneHot);
    }

    /** The mean of each channel that the first convolution gives over the minibatch. */
    private static double[] stemMeans(float[] filters) {
        double[] means = new double[filters.length / 9];
        for (int image : MINIBATCH) {
            for (int k = 0; k < filters.length; k++) {
                int down = k % 9 / 3 - 1;
                int right = k % 3 - 1;
                for (int y = Math.max(0, down); y < Math.min(SIDE, SIDE + down); y++) {
                    for (int x = Math.max(0, right); x < Math.min(SIDE, SIDE + right); x++) {
                        byte pixel = IMAGES.bytes()[(image * SIDE + y) * SIDE + x];
                        means[k / 9] += filters[k] * Normalisation.mnist(1).input(0, pixel);
                    }
                }
            }
        }
        return Arrays.stream(means).map(sum -> sum / (BATCH * SIDE * SIDE)).toArray();
    }
}
