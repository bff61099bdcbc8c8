package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.graph.Parameter;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A compiled graph against the meaning of its operations in double. Float roundings, some 1e-7 each and up to 1e-6 of the
 * largest output of a convolution in tiles of 4 x 4, stay below 1e-5 of the largest logit and of the largest gradient of all:
 * one that all but vanishes, like that of a bias before a normalisation, is a difference of larger ones.
 */
final class Meaning {
    private Meaning() {}

    /** What float roundings stay below, of the largest logit of an image. */
    static final double ROUNDING = 1e-5;

    /** Logits with running statistics and with those of the images, loss and gradients. */
    static void assertSame(GraphCase sample) {
        assertSame(sample, ROUNDING);
    }

    /**
     * The same of a graph whose arithmetic may be ill-conditioned.
     *
     * @param most error of logits, of the largest of an image; loss and gradients follow it
     */
    static void assertSame(GraphCase sample, double most) {
        SimdEngine engine = SimdEngine.compile(sample.graph());
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(sample.parameters());
            assertLogits(evaluator, sample, sample.logits(), most);
            evaluator.recalibrate(sample.images());
            assertLogits(evaluator, sample, sample.recalibrated(), most);
        }
        SimdStep step = SimdStep.run(engine, sample.parameters(), sample.images(), sample.all());
        assertThat(step.loss()).isCloseTo(sample.loss(), within(most * sample.loss()));
        double[] expected = sample.gradient();
        for (Parameter parameter : engine.layout().parameters()) {
            if (!parameter.role().isRunningStatistic()) {
                assertGradient(parameter, step.gradient(), expected, most);
            }
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static void assertLogits(Evaluator evaluator, GraphCase sample, double[][] expected, double most) {
        double[][] found = CentredLogits.of(evaluator, sample.images());
        assertThat(CentredLogits.error(found, CentredLogits.of(expected))).isLessThan(most);
    }

    private static void assertGradient(Parameter parameter, double[] found, double[] expected, double most) {
        double[] errors = IntStream.range(parameter.offset(), parameter.end())
                .mapToDouble(n -> found[n] - expected[n])
                .toArray();
        assertThat(largest(errors))
                .as("%s %s", parameter.name(), parameter.role().text())
                .isLessThanOrEqualTo(most * largest(expected));
    }
}
