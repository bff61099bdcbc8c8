package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jPass;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.Variant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That the reference is right: DL4J's gradient in double against central differences of the loss as its definition
 * reads, in double and without DL4J. Then the engine's gradient against the same differences.
 */
class ReferenceParityTest {
    private static final int SIDE = 9;
    private static final int[] MINIBATCH = IntStream.range(0, 7).toArray();
    private static final LabelledImages IMAGES = Fixtures.images(MINIBATCH.length, SIDE, SIDE, 5);

    /**
     * Rounding of the loss in double costs 1e-16 / STEP, curvature STEP^2, a ReLU that opens on the way STEP times its
     * share.
     */
    private static final double STEP = 1e-6;

    @ParameterizedTest
    @CsvSource({"4, PLAIN", "4, SKIP", "10, PLAIN", "10, SKIP"})
    void gradientsAreThoseOfFiniteDifferences(int depth, Wiring wiring) {
        Variant variant = Fixtures.variant(depth, wiring, 3);
        SimdEngine engine = Fixtures.engine(variant, SIDE);
        float[] parameters = Fixtures.parameters(engine.layout(), 11);
        double[] point = Vectors.widened(parameters);
        Dl4jPass.Step reference =
                Dl4jPass.inDouble(Fixtures.graph(variant, SIDE)).step(point, IMAGES, MINIBATCH);
        SimdStep simd = SimdStep.run(engine, parameters, IMAGES, MINIBATCH);

        double loss = loss(variant, engine.layout(), point);
        assertThat(reference.loss()).isCloseTo(loss, within(1e-12));
        assertThat(simd.loss()).isCloseTo(loss, within(1e-6 * loss));
        for (Parameter parameter : engine.layout().parameters()) {
            if (parameter.role().isRunningStatistic()) {
                continue;
            }
            double[] direction = direction(parameter, engine.layout().size());
            double difference = (loss(variant, engine.layout(), Vectors.moved(point, STEP, direction))
                            - loss(variant, engine.layout(), Vectors.moved(point, -STEP, direction)))
                    / (2 * STEP);
            double scale = Vectors.length(reference.gradient(), parameter);
            String name = parameter.name() + " " + parameter.role().text();
            assertThat(Vectors.product(reference.gradient(), direction))
                    .as("%s of DL4J in double", name)
                    .isCloseTo(difference, within(1e-6 * scale));
            assertThat(Vectors.product(simd.gradient(), direction))
                    .as("%s of the engine", name)
                    .isCloseTo(difference, within(1e-4 * scale));
        }
    }

    private static double loss(Variant variant, ParameterLayout layout, double[] point) {
        double[] losses = new ReferenceNetwork(variant, layout, point, true).losses(IMAGES, MINIBATCH.length);
        return Arrays.stream(losses).average().orElseThrow();
    }

    /** A random direction of length 1 within a parameter. */
    private static double[] direction(Parameter parameter, int size) {
        GaussianStream stream =
                Seeds.stream(3, "difference", parameter.name(), parameter.role().text());
        double[] direction = new double[size];
        for (int n = parameter.offset(); n < parameter.end(); n++) {
            direction[n] = stream.nextGaussian();
        }
        double length = Vectors.length(direction, parameter);
        return Arrays.stream(direction).map(entry -> entry / length).toArray();
    }
}
