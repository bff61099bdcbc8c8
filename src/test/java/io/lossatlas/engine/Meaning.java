package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.graph.Parameter;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A compiled graph against the meaning of its operations in double. Float roundings, some 1e-7 each, stay below 1e-5 of the
 * largest entry; of a gradient that all but vanishes, like that of a bias before a normalisation, below 5e-6 of the largest of
 * all.
 */
final class Meaning {
    private Meaning() {}

    /** Logits with running statistics and with those of the images, loss and gradients. */
    static void assertSame(GraphCase sample) {
        assertSame(sample, 1);
    }

    /**
     * Likewise, with more room.
     *
     * @param condition by how much more a rounding within the network moves its result than one at its end
     */
    static void assertSame(GraphCase sample, double condition) {
        SimdEngine engine = SimdEngine.compile(sample.graph());
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(sample.parameters());
            assertLogits(evaluator, sample, sample.logits(), condition);
            evaluator.recalibrate(sample.images());
            assertLogits(evaluator, sample, sample.recalibrated(), condition);
        }
        SimdStep step = SimdStep.run(engine, sample.parameters(), sample.images(), sample.all());
        assertThat(step.loss()).isCloseTo(sample.loss(), within(1e-5 * condition * sample.loss()));
        double[] expected = sample.gradient();
        for (Parameter parameter : engine.layout().parameters()) {
            if (!parameter.role().isRunningStatistic()) {
                assertGradient(parameter, step.gradient(), expected, condition);
            }
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static void assertLogits(Evaluator evaluator, GraphCase sample, double[][] expected, double condition) {
        double[][] found = CentredLogits.of(evaluator, sample.images());
        assertThat(CentredLogits.error(found, CentredLogits.of(expected))).isLessThan(1e-5 * condition);
    }

    private static void assertGradient(Parameter parameter, double[] found, double[] expected, double condition) {
        double[] own = Arrays.copyOfRange(expected, parameter.offset(), parameter.end());
        double[] errors = IntStream.range(0, own.length)
                .mapToDouble(n -> found[parameter.offset() + n] - own[n])
                .toArray();
        assertThat(largest(errors))
                .as("%s %s", parameter.name(), parameter.role().text())
                .isLessThanOrEqualTo(condition * Math.max(1e-5 * largest(own), 5e-6 * largest(expected)));
    }
}
