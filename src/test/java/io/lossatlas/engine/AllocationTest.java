package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.shape.Window;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running job's memory stays as it is: counted in bytes that this thread has allocated once the kernels are compiled. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a step's result and the compiler's late arrivals may take: vectors on the heap take a thousand times that. */
    private static final long SMALL = 4096;

    static Stream<SimdEngine> engines() {
        return Stream.of(
                Fixtures.engine(Fixtures.variant(10, Wiring.SKIP, 8)),
                SimdEngine.compile(new TestGraph(28, 28)
                        .biased("a", 3, 1, 4)
                        .relu("r")
                        .max("p", Window.square(3, 2, 1))
                        .norm("n")
                        .average("q", Window.square(2, 2, 0), AveragePool.Divisor.VALUES)
                        .flatten("f")
                        .dense("d", 11)
                        .relu("s")
                        .dense("e", 10)
                        .build()),
                SimdEngine.compile(ValueGraphs.transformer(new TestGraph(28, 28))),
                SimdEngine.compile(ValueGraphs.squeezed(new TestGraph(28, 28))),
                SimdEngine.compile(ValueGraphs.shuffled(new TestGraph(28, 28))),
                SimdEngine.compile(ValueGraphs.functions(new TestGraph(28, 28))),
                SimdEngine.compile(windows()));
    }

    /** Convolutions of all kinds of windows: strides, dilation, groups, wide padding and none, and sides of every remainder. */
    static Graph windows() {
        return new TestGraph(28, 28)
                .conv("a", new Conv(9, Window.square(5, 1, 2)))
                .norm("n")
                .relu("r")
                .conv("b", new Conv(9, Window.square(3, 2, 1), 9))
                .norm("m")
                .relu("s")
                .biased("c", new Conv(9, Window.square(5, 1, 2), 3))
                .plus("t", "s")
                .conv("d", new Conv(6, Window.square(1, 1, 0)))
                .biased("e", new Conv(6, new Window(3, 3, 1, 1, 2, 2, 2, 2, 2, 2), 6))
                .relu("u")
                .biased("f", new Conv(8, new Window(2, 3, 2, 1, 1, 0, 0, 1)))
                .conv("g", new Conv(6, Window.square(3, 1, 0), 2))
                .norm("o")
                .biased("h", new Conv(7, Window.square(3, 3, 0)))
                .flatten("p")
                .dense("q", 10)
                .build();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void evaluationAllocatesNothing(SimdEngine engine) {
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

    @ParameterizedTest
    @MethodSource("engines")
    void aTrainingStepAllocatesItsResultAlone(SimdEngine engine) {
        LabelledImages images = Fixtures.images(37);
        int[] minibatch = IntStream.range(0, 37).toArray();
        TrainerState start = TrainerState.start(Fixtures.parameters(engine.layout(), 1));
        try (Trainer trainer = engine.trainer(start, new TrainerSettings(37, 0.9, 1e-4))) {
            assertThat(leastAllocated(() -> trainer.step(images, minibatch, 0.01)))
                    .isLessThan(SMALL);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void productsAllocateNothing(SimdEngine engine) {
        float[] parameters = Fixtures.parameters(engine.layout(), 1);
        float[] vector = Fixtures.parameters(engine.layout(), 2);
        LabelledImages images = Fixtures.images(37);
        double[] sum = new double[vector.length];
        try (CurvatureProducts products = engine.curvatureProducts()) {
            assertThat(leastAllocated(() -> {
                        products.load(parameters);
                        products.recalibrate(images);
                        products.addGradient(images, 0, 37, sum);
                        products.addHessianProduct(vector, images, 0, 37, sum);
                        products.addGaussNewtonProduct(vector, images, 0, 37, sum);
                    }))
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
