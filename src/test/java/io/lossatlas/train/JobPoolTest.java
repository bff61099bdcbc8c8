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

class JobPoolTest {
    private final AtomicInteger cancelled = new AtomicInteger();
    private final JobPool jobs = new JobPool(cancelled::incrementAndGet);

    @Test
    void waitsForWorkThatWorkHandsIn() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        JobPool.Queue first = jobs.queue(1);
        JobPool.Queue second = jobs.queue(1);

        first.submit(() -> second.submit(() -> first.submit(() -> done.add("last"))));
        jobs.await();

        assertThat(done).containsExactly("last");
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void rethrowsTheFirstFailureAndStopsTheRest() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        JobPool.Queue queue = jobs.queue(2);

        queue.submit(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        queue.submit(() -> {
            throw new IllegalArgumentException("first");
        });

        assertThatThrownBy(jobs::await)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("first");
        assertThat(cancelled).hasValue(1);
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void endsWithCheckedExceptionsThatNobodyDeclared() {
        jobs.queue(1).submit(() -> JobPoolTest.<RuntimeException>sneak(new IOException("disk")));

        assertThatThrownBy(jobs::await)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("disk");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable checked) throws E {
        throw (E) checked;
    }
}
