package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExampleOrderTest {
    @Property
    void anEpochHoldsEachExampleOnceAtMost(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int batches,
            @ForAll @IntRange(min = 1, max = 9) int size) {
        int examples = batches * size + size - 1;
        ExampleOrder order = new ExampleOrder(seed, examples, size);

        int[] seen = IntStream.range(batches, 2 * batches)
                .flatMap(step -> Arrays.stream(order.minibatch(step)))
                .toArray();

        assertThat(seen).hasSize(batches * size).doesNotHaveDuplicates();
        assertThat(Arrays.stream(seen).boxed()).allMatch(example -> example >= 0 && example < examples);
    }

    @Test
    void aStepsMinibatchDoesNotDependOnWhatWasAskedBefore() {
        ExampleOrder order = new ExampleOrder(1, 50, 8);
        int[] seventh = new ExampleOrder(1, 50, 8).minibatch(7);

        order.minibatch(0);
        order.minibatch(20);

        assertThat(order.minibatch(7)).isEqualTo(seventh);
    }

    @Test
    void epochsAndSeedsDiffer() {
        ExampleOrder order = new ExampleOrder(1, 64, 64);

        assertThat(order.minibatch(0)).isNotEqualTo(order.minibatch(1));
        assertThat(order.minibatch(0)).isNotEqualTo(new ExampleOrder(2, 64, 64).minibatch(0));
        assertThat(order.epoch(3)).isEqualTo(3.0);
    }

    @Test
    void aMinibatchLargerThanTheDataIsRefused() {
        assertThatThrownBy(() -> new ExampleOrder(1, 7, 8)).hasMessage("no minibatches of 8 in 7 examples");
    }
}
