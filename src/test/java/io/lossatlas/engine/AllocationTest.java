package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A running job's memory stays as it is: counted in bytes that this thread has allocated once the kernels are compiled. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a step's result and the compiler's late arrivals may take: vectors on the heap take a thousand times that. */
    private static final long SMALL = 4096;

    @Test
    void evaluationAllocatesNothing() {
        SimdEngine engine = Fixtures.engine(Fixtures.variant(10, Wiring.SKIP, 8));
        float[] parameters = Fixtures.parameters(engine.layout(), 1);
        LabelledImages images = Fixtures.images(37);
        double[] losses = new double[37];
        boolean[] correct = new boolean[37];
        try (Evaluator evaluator = engine.evaluator()) {
            assertThat(leastAllocated(() -> {
                        evaluator.load(parameters);
                        evaluator.evaluate(images, 0, 37, losses, correct);
                        evaluator.recalibrate(images);
                    }))
                    .isLessThan(SMALL);
        }
    }

    @Test
    void aTrainingStepAllocatesItsResultAlone() {
        SimdEngine engine = Fixtures.engine(Fixtures.variant(10, Wiring.SKIP, 8));
        LabelledImages images = Fixtures.images(37);
        int[] minibatch = IntStream.range(0, 37).toArray();
        TrainerState start = TrainerState.start(Fixtures.parameters(engine.layout(), 1));
        try (Trainer trainer = engine.trainer(start, new TrainerSettings(37, 0.9, 1e-4))) {
            assertThat(leastAllocated(() -> trainer.step(images, minibatch, 0.01)))
                    .isLessThan(SMALL);
        }
    }

    /** Runs until a run allocates little, which the interpreter's never do; the least of up to 3,000 otherwise. */
    private static long leastAllocated(Runnable work) {
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 3000 && least >= SMALL; run++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            work.run();
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
