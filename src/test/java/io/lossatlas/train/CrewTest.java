package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Crew crew = new Crew(cancelled::incrementAndGet);

    @Test
    void waitsForWorkThatWorkHandsIn() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        Crew.Lane first = crew.lane(1);
        Crew.Lane second = crew.lane(1);

        first.submit(() -> second.submit(() -> first.submit(() -> done.add("last"))));
        crew.await();

        assertThat(done).containsExactly("last");
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void rethrowsTheFirstFailureAndStopsTheRest() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Crew.Lane lane = crew.lane(2);

        lane.submit(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        lane.submit(() -> {
            throw new IllegalArgumentException("first");
        });

        assertThatThrownBy(crew::await)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("first");
        assertThat(cancelled).hasValue(1);
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void ends_with_checked_exceptions_that_nobody_declared() {
        crew.lane(1).submit(() -> CrewTest.<RuntimeException>sneak(new IOException("disk")));

        assertThatThrownBy(crew::await)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("disk");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable checked) throws E {
        throw (E) checked;
    }
}
