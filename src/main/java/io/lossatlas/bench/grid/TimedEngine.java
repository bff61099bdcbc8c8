package io.lossatlas.bench.grid;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.ParameterLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;

/** An engine whose evaluators add up the time spent inside them, over all threads of this process. */
record TimedEngine(Engine engine) implements Engine {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final LongAdder NANOSECONDS = new LongAdder();
    private static final LongAdder CPU_NANOSECONDS = new LongAdder();

    /** Time inside all evaluators since the last call, added up over threads. */
    static CoreTime take() {
        return new CoreTime(NANOSECONDS.sumThenReset() * 1e-9, CPU_NANOSECONDS.sumThenReset() * 1e-9);
    }

    @Override
    public ParameterLayout layout() {
        return engine.layout();
    }

    @Override
    public Evaluator evaluator() {
        return new Timed(engine.evaluator());
    }

    @Override
    public Trainer trainer(TrainerState start, TrainerSettings settings) {
        return engine.trainer(start, settings);
    }

    @Override
    public String name() {
        return engine.name();
    }

    private record Timed(Evaluator evaluator) implements Evaluator {
        private static void time(Runnable work) {
            long start = System.nanoTime();
            long cpuStart = THREADS.getCurrentThreadCpuTime();
            work.run();
            CPU_NANOSECONDS.add(THREADS.getCurrentThreadCpuTime() - cpuStart);
            NANOSECONDS.add(System.nanoTime() - start);
        }

        @Override
        public void load(float[] parameters) {
            time(() -> evaluator.load(parameters));
        }

        @Override
        public void recalibrate(LabelledImages calibration) {
            time(() -> evaluator.recalibrate(calibration));
        }

        @Override
        public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
            time(() -> evaluator.evaluate(images, from, to, losses, correct));
        }

        @Override
        public void close() {
            evaluator.close();
        }
    }
}
