package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that has run away says so in its loss, and never comes back with a number. */
class DivergenceTest {
    private static final int SIDE = 12;
    private static final LabelledImages IMAGES = SyntheticImages.draw(17, SIDE, 1);
    private static final int[] MINIBATCH = IntStream.range(0, 17).toArray();

    @ParameterizedTest
    @CsvSource({"simd, PLAIN", "simd, SKIP", "dl4j, PLAIN", "dl4j, SKIP"})
    void aRateThatIsFarTooLargeMakesTheLossNonFiniteForGood(String name, Wiring wiring) {
        Variant variant = Fixtures.variant(6, wiring, 4);
        Engine engine = name.equals(SimdEngine.NAME)
                ? Fixtures.engine(variant, SIDE)
                : Dl4jEngine.of(variant, new ImageShape(1, SIDE, SIDE), 10);
        float[] start = InitialWeights.draw(engine.layout(), 1).values();

        List<Boolean> finite = new ArrayList<>();
        try (Trainer trainer = engine.trainer(TrainerState.start(start), new TrainerSettings(17, 0.9, 0))) {
            for (int step = 0; step < 6; step++) {
                finite.add(Double.isFinite(trainer.step(IMAGES, MINIBATCH, 1e30).loss()));
            }
        }

        // The first loss is that of the weights as drawn.
        assertThat(finite.get(0)).isTrue();
        assertThat(finite).endsWith(false);
        assertThat(finite.lastIndexOf(true)).isLessThan(finite.indexOf(false));
    }
}
