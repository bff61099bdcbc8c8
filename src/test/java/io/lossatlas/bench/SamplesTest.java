package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Samples.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Samples(4, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Samples.of(List.of(8.0, 1.0, 2.0, 5.0))).isEqualTo(new Samples(3.5, 1, 8));
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Samples.of(List.of())).hasMessage("no measurements");
    }
}
