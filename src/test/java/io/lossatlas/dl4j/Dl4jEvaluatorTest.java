package io.lossatlas.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.RandomWeights;
import io.lossatlas.engine.ReferenceNetwork;
import io.lossatlas.engine.SyntheticImages;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Variant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dl4jEvaluatorTest {
    private static final int SIDE = 12;
    private static final LabelledImages IMAGES = SyntheticImages.draw(150, SIDE, 1);

    private final Variant variant = new Variant(8, Wiring.SKIP, 4, 1, 0.05);
    private final Dl4jEngine engine = Dl4jEngine.of(variant, new ImageShape(1, SIDE, SIDE), 10);
    private final Weights weights = RandomWeights.draw(engine.layout(), 3);

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void lossesAreThoseOfTheDefinitionInDouble(Wiring wiring) {
        Variant drawn = new Variant(8, wiring, 4, 1, 0.05);
        Dl4jEngine network = Dl4jEngine.of(drawn, new ImageShape(1, SIDE, SIDE), 10);
        Weights parameters = RandomWeights.draw(network.layout(), 3);

        double[] losses = evaluate(network, parameters.values(), 0, 20);

        // Eight layers of float sums over up to 72 terms: a few 1e-6 relative.
        double[] expected = new ReferenceNetwork(drawn, parameters, false).losses(IMAGES, 20);
        assertThat(losses).containsExactly(expected, within(1e-4));
    }

    @Test
    void recalibratedStatisticsAreThoseOfTheCalibrationBatch() {
        LabelledImages calibration = IMAGES.first(16);
        double[] losses = new double[16];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(weights.values());
            evaluator.recalibrate(calibration);
            evaluator.evaluate(calibration, 0, 16, losses, new boolean[16]);
        }

        double[] expected = new ReferenceNetwork(variant, weights, true).losses(IMAGES, 16);
        assertThat(losses).containsExactly(expected, within(1e-4));
    }

    @Test
    void loadingEndsARecalibration() {
        double[] before = evaluate(engine, weights.values(), 0, 16);
        double[] after = new double[16];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(weights.values());
            evaluator.recalibrate(IMAGES.first(16));
            evaluator.load(weights.values());
            evaluator.evaluate(IMAGES, 0, 16, after, new boolean[16]);
        }
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aLossHasTheSameBitsWhateverElseIsEvaluated() {
        double[] whole = evaluate(engine, weights.values(), 0, 150);
        for (int[] range : new int[][] {{0, 1}, {63, 66}, {10, 150}, {149, 150}}) {
            double[] part = evaluate(engine, weights.values(), range[0], range[1]);
            assertThat(part).isEqualTo(Arrays.copyOfRange(whole, range[0], range[1]));
        }
    }

    @Test
    void aNetworkOfNanGivesNanAndNoRightAnswer() {
        float[] broken = weights.values().clone();
        broken[engine.layout().parameter("stem/conv", Role.CONV).offset()] = Float.NaN;
        double[] losses = new double[10];
        boolean[] correct = new boolean[10];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(broken);
            evaluator.evaluate(IMAGES, 0, 10, losses, correct);
        }
        assertThat(losses).containsOnly(Double.NaN);
        assertThat(correct).containsOnly(false);
    }

    @Test
    void theEngineTravelsByJavaSerialisation() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(engine);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Engine arrived = (Engine) in.readObject();
            assertThat(arrived.layout()).isEqualTo(engine.layout());
            assertThat(evaluate(arrived, weights.values(), 0, 3)).isEqualTo(evaluate(engine, weights.values(), 0, 3));
        }
    }

    @Test
    void parametersOfAnotherNetworkAreRefused() {
        try (Evaluator evaluator = engine.evaluator()) {
            assertThatThrownBy(() -> evaluator.load(new float[7])).hasMessageContaining("7 parameters for a layout of");
        }
    }

    private static double[] evaluate(Engine engine, float[] parameters, int from, int to) {
        double[] losses = new double[to - from];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            evaluator.evaluate(IMAGES, from, to, losses, new boolean[to - from]);
        }
        return losses;
    }
}
