package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.Variant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fifty steps of both engines from one seed over the same minibatches of MNIST. Training is chaotic: roundings of the
 * first step grow until, at depth 10, single losses differ by some per cent. What is held within 2 % is therefore the
 * area between the curves relative to the area under DL4J's, {@code sum |a - b| / sum b}; it does not let differences
 * of opposite sign cancel. The first loss, before rounding grows, agrees to 1e-5.
 */
class LossCurveParityTest {
    private static final int STEPS = 50;
    private static final TrainerSettings SETTINGS = new TrainerSettings(64, 0.9, 1e-4);

    @ParameterizedTest
    @CsvSource({"4, PLAIN", "4, SKIP", "10, PLAIN", "10, SKIP"})
    void lossCurvesAgree(int depth, Wiring wiring) {
        Variant variant = Fixtures.variant(depth, wiring, 8);
        SimdEngine simd = Fixtures.engine(variant);
        float[] start = InitialWeights.draw(simd.layout(), variant.seed()).values();

        double[] found = losses(simd, start);
        double[] expected = losses(Dl4jEngine.of(variant, new ImageShape(1, Fixtures.SIDE, Fixtures.SIDE), 10), start);

        double[] apart = IntStream.range(0, STEPS)
                .mapToDouble(step -> Math.abs(found[step] - expected[step]))
                .toArray();
        assertThat(found[0]).isCloseTo(expected[0], within(1e-5 * expected[0]));
        assertThat(Arrays.stream(apart).sum())
                .isLessThan(0.02 * Arrays.stream(expected).sum());
        assertThat(expected[STEPS - 1]).as("the network learns").isLessThan(expected[0]);
    }

    private static double[] losses(Engine engine, float[] start) {
        double[] losses = new double[STEPS];
        try (Trainer trainer = engine.trainer(TrainerState.start(start), SETTINGS)) {
            for (int step = 0; step < STEPS; step++) {
                int[] minibatch = Training.minibatch(step, SETTINGS.batchSize(), Mnist.TRAIN);
                losses[step] = trainer.step(Mnist.TRAIN, minibatch, 0.05).loss();
            }
        }
        return losses;
    }
}
