package io.lossatlas.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.engine.SyntheticImages;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SubjectWeightsTest {
    private static final int BATCH = 64;
    private static final int SIDE = 8;

    private final LabelledImages images = SyntheticImages.draw(100, SIDE, 3);
    private final Weights weights = SubjectWeights.draw(
            new FamilyCase(Task.EVAL, 4, Wiring.PLAIN, 2, List.of(EngineKind.SIMD), images).engine(EngineKind.SIMD),
            images);

    @Test
    void runningStatisticsAreThoseOfTheFirst64Images() {
        double[] stem = stemOfFirstChannel();
        double mean = DoubleStream.of(stem).average().orElseThrow();
        double variance = DoubleStream.of(stem)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        // Float32 against double, of 4096 values around one.
        assertThat(of("stem/bn", Role.BN_MEAN)[0]).isCloseTo((float) mean, within(1e-5f));
        assertThat(of("stem/bn", Role.BN_VAR)[0]).isCloseTo((float) variance, within(1e-5f));
    }

    @Test
    void shiftsKeepMostInputsOfAReluAboveZero() {
        for (String name : new String[] {"stem/bn", "b00/bn1", "b00/bn2"}) {
            for (float shift : of(name, Role.BN_BETA)) {
                assertThat(shift).isBetween(1f, 2f);
            }
        }
    }

    private double[] stemOfFirstChannel() {
        float[] filter = of("stem/conv", Role.CONV);
        double[] values = new double[BATCH * SIDE * SIDE];
        int n = 0;
        for (int image = 0; image < BATCH; image++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    for (int tap = 0; tap < 9; tap++) {
                        values[n] += filter[tap] * pixel(image, y + tap / 3 - 1, x + tap % 3 - 1);
                    }
                    n++;
                }
            }
        }
        return values;
    }

    private double pixel(int image, int y, int x) {
        boolean outside = y < 0 || x < 0 || y >= SIDE || x >= SIDE;
        return outside ? 0 : Normalisation.mnist(1).input(0, images.bytes()[(image * SIDE + y) * SIDE + x]);
    }

    private float[] of(String name, Role kind) {
        return weights.of(weights.layout().parameter(name, kind));
    }
}
