package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.dl4j.Dl4jPass;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.Variant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole networks against DL4J on the same weights and images. A float32 forward pass of these depths is within 1e-5 of
 * the same in double, relative to the largest logit, whoever computes it; 1e-4 leaves room for DL4J's kernels on other
 * CPUs. Errors of single images average out: a mean loss is within 1e-5.
 */
class NetworkParityTest {
    private static final int[] REMAINDERS = {1, 15, 17, 21};
    private static final LabelledImages IMAGES = Mnist.TRAIN.first(21);
    private static final LabelledImages CALIBRATION = Mnist.TRAIN.first(33);

    @ParameterizedTest
    @CsvSource({
        "4, PLAIN, DRAWN", "4, PLAIN, TRAINED", "4, SKIP, DRAWN", "4, SKIP, TRAINED",
        "10, PLAIN, DRAWN", "10, PLAIN, TRAINED", "10, SKIP, DRAWN", "10, SKIP, TRAINED",
        "30, PLAIN, DRAWN", "30, PLAIN, TRAINED", "30, SKIP, DRAWN", "30, SKIP, TRAINED",
        "100, PLAIN, DRAWN", "100, SKIP, TRAINED"
    })
    void frozenLogitsAndLossesAreDl4jS(int depth, Wiring wiring, Point point) {
        Variant variant = Fixtures.variant(depth, wiring, 4);
        SimdEngine engine = Fixtures.engine(variant);
        float[] parameters = point.parameters(engine, depth);
        double[][] inFloat = Dl4jPass.inFloat(Fixtures.graph(variant)).logits(Vectors.widened(parameters), IMAGES);
        double[][] inDouble = Dl4jPass.inDouble(Fixtures.graph(variant)).logits(Vectors.widened(parameters), IMAGES);
        double[] reference = losses(
                Dl4jEngine.of(variant, new ImageShape(1, Fixtures.SIDE, Fixtures.SIDE), 10),
                parameters,
                IMAGES.count());

        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            double[][] logits = CentredLogits.of(evaluator, IMAGES);
            assertThat(CentredLogits.error(logits, CentredLogits.of(inFloat))).isLessThan(1e-4);
            assertThat(CentredLogits.error(logits, CentredLogits.of(inDouble))).isLessThan(1e-4);
        }
        for (int count : REMAINDERS) {
            assertLosses(losses(engine, parameters, count), Arrays.copyOf(reference, count));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4, PLAIN, DRAWN", "4, SKIP, TRAINED", "10, PLAIN, TRAINED", "10, SKIP, DRAWN",
        "30, PLAIN, DRAWN", "30, PLAIN, TRAINED", "30, SKIP, DRAWN", "30, SKIP, TRAINED"
    })
    void recalibratedLogitsAndLossesAreDl4jS(int depth, Wiring wiring, Point point) {
        Variant variant = Fixtures.variant(depth, wiring, 4);
        SimdEngine engine = Fixtures.engine(variant);
        float[] parameters = point.parameters(engine, depth);
        double[][] inDouble = recalibratedInDouble(variant, engine.layout(), parameters);

        try (Evaluator dl4j = Dl4jEngine.of(variant, new ImageShape(1, Fixtures.SIDE, Fixtures.SIDE), 10)
                        .evaluator();
                Evaluator simd = engine.evaluator()) {
            dl4j.load(parameters);
            dl4j.recalibrate(CALIBRATION);
            simd.load(parameters);
            simd.recalibrate(CALIBRATION);
            double[][] logits = CentredLogits.of(simd, IMAGES);
            assertThat(CentredLogits.error(logits, CentredLogits.of(dl4j, IMAGES)))
                    .isLessThan(1e-4);
            assertThat(CentredLogits.error(logits, CentredLogits.of(inDouble))).isLessThan(1e-4);
            for (int count : REMAINDERS) {
                assertLosses(losses(simd, count), losses(dl4j, count));
            }
        }
    }

    /** Networks whose statistics are taken at 16 images of another size, against the definition without DL4J. */
    @ParameterizedTest
    @CsvSource({"4, PLAIN", "4, SKIP", "10, PLAIN", "10, SKIP"})
    void frozenAndRecalibratedLossesAreThoseOfTheDefinition(int depth, Wiring wiring) {
        int side = 13;
        Variant variant = Fixtures.variant(depth, wiring, 3);
        SimdEngine engine = Fixtures.engine(variant, side);
        float[] parameters = Fixtures.parameters(engine.layout(), depth);
        LabelledImages images = Fixtures.images(17, side, side, 4);

        try (Evaluator evaluator = engine.evaluator()) {
            for (Statistics statistics : Statistics.values()) {
                evaluator.load(parameters);
                if (statistics == Statistics.RECALIBRATED) {
                    evaluator.recalibrate(images);
                }
                double[] losses = new double[17];
                evaluator.evaluate(images, 0, 17, losses, new boolean[17]);
                double[] expected = new ReferenceNetwork(
                                variant,
                                engine.layout(),
                                Vectors.widened(parameters),
                                statistics == Statistics.RECALIBRATED)
                        .losses(images, 17);
                assertLosses(losses, expected);
            }
        }
    }

    /** Divided by an infinite deviation, channels would fall silent, and the loss be that of the last bias: a number. */
    @ParameterizedTest
    @EnumSource(names = {"SIMD", "DL4J"})
    void aVarianceBeyondFloatMakesALossThatIsNotFinite(EngineKind kind) {
        Variant variant = Fixtures.variant(4, Wiring.PLAIN, 3);
        SimdEngine simd = Fixtures.engine(variant);
        float[] parameters = Fixtures.parameters(simd.layout(), 4);
        for (Parameter parameter : simd.layout().weights()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                parameters[n] *= 1e20f;
            }
        }
        Engine engine = kind == EngineKind.SIMD
                ? simd
                : Dl4jEngine.of(variant, new ImageShape(1, Fixtures.SIDE, Fixtures.SIDE), 10);

        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            evaluator.recalibrate(CALIBRATION);
            double[] losses = new double[5];
            evaluator.evaluate(CALIBRATION, 0, 5, losses, new boolean[5]);

            assertThat(losses).containsOnly(Double.NaN);
        }
    }

    private enum Statistics {
        FROZEN,
        RECALIBRATED
    }

    /** Where in parameter space networks are compared. */
    enum Point {
        /** Random weights, normalisations, biases and statistics. */
        DRAWN {
            @Override
            float[] parameters(SimdEngine engine, int seed) {
                return Fixtures.parameters(engine.layout(), seed);
            }
        },
        /** After 40 steps from the initial weights. */
        TRAINED {
            @Override
            float[] parameters(SimdEngine engine, int seed) {
                float[] start = InitialWeights.draw(engine.layout(), seed).values();
                return Training.trained(engine, start, 40);
            }
        };

        abstract float[] parameters(SimdEngine engine, int seed);
    }

    /** The absolute part covers right answers of trained networks, whose loss is a small difference of large logits. */
    private static void assertLosses(double[] found, double[] expected) {
        for (int n = 0; n < expected.length; n++) {
            assertThat(found[n])
                    .as("image %d of %d", n, expected.length)
                    .isCloseTo(expected[n], within(1e-4 * expected[n] + 1e-6));
        }
        double mean = mean(expected);
        assertThat(mean(found)).as("mean of %d", expected.length).isCloseTo(mean, within(1e-5 * mean));
    }

    private static double[][] recalibratedInDouble(Variant variant, ParameterLayout layout, float[] parameters) {
        Dl4jPass pass = Dl4jPass.inDouble(Fixtures.graph(variant));
        double[] point = Vectors.widened(parameters);
        int[] all = IntStream.range(0, CALIBRATION.count()).toArray();
        double[] statistics = pass.step(point, CALIBRATION, all).batchStatistics();
        layout.parameters().stream()
                .filter(parameter -> parameter.role().isRunningStatistic())
                .forEach(parameter ->
                        System.arraycopy(statistics, parameter.offset(), point, parameter.offset(), parameter.size()));
        return pass.logits(point, IMAGES);
    }

    private static double[] losses(Engine engine, float[] parameters, int count) {
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            return losses(evaluator, count);
        }
    }

    private static double[] losses(Evaluator evaluator, int count) {
        double[] losses = new double[count];
        evaluator.evaluate(IMAGES, 0, count, losses, new boolean[count]);
        return losses;
    }

    private static double mean(double[] losses) {
        return Arrays.stream(losses).average().orElseThrow();
    }
}
