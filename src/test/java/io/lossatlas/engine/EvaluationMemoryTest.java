package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.graph.shape.Window;
import org.junit.jupiter.api.Test;

class EvaluationMemoryTest {
    private static final SimdEngine ENGINE = SimdEngine.compile(new TestGraph(28, 28)
            .biased("a", 3, 1, 4)
            .relu("r")
            .max("p", Window.square(2, 2, 0))
            .flatten("f")
            .dense("d", 10)
            .build());

    /** A plane of an image is 30 x 30 x 16 floats with its border; a plane of 14 x 14 likewise 16 x 16 x 16 and three pixels. */
    @Test
    void activationsOfSixteenImagesAreCounted() {
        long image = 30 * 30 * 16;
        long pooled = 16 * 16 * 16 + 3 * 16;
        long flat = 3 * (4 * 14 * 14 + 2) * 16;
        long logits = 3 * (10 + 2) * 16;
        // The image, four planes, four pooled ones, a vector of them, the logits: none has the shape of another.
        assertThat(ENGINE.evaluationBytes(0)).isEqualTo(4 * (image + 4 * image + 4 * pooled + flat + logits));
    }

    @Test
    void recalibratingTakesMoreForEveryGroupOfImages() {
        long frozen = ENGINE.evaluationBytes(0);
        long group = ENGINE.evaluationBytes(16) - frozen;
        assertThat(group).isPositive();
        assertThat(ENGINE.evaluationBytes(256)).isEqualTo(frozen + 16 * group);
        assertThat(ENGINE.evaluationBytes(17)).isEqualTo(frozen + 2 * group);
    }
}
