package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradientGridTest {

    @Test
    void fewStepsAreKept() {
        assertThat(GradientGrid.thinned(new int[] {0, 1, 50}, 13)).containsExactly(0, 1, 50);
    }

    @Test
    void ofManyTheFirstTenAndTheLastAreKept() {
        int[] steps = IntStream.concat(
                        IntStream.rangeClosed(0, 10),
                        IntStream.rangeClosed(1, 100).map(n -> 50 * n))
                .toArray();
        int[] thinned = GradientGrid.thinned(steps, 20);
        assertThat(thinned)
                .hasSize(20)
                .startsWith(IntStream.rangeClosed(0, 10).toArray())
                .endsWith(5000)
                .isSorted();
    }
}
