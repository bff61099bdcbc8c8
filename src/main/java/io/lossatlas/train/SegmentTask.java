package io.lossatlas.train;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.Trainer.StepResult;
import io.lossatlas.model.FamilyGraph;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Trains a variant on an executor for a while, in one thread, and brings home how far it came. Where one task
 * leaves off and the next goes on makes no difference to any number.
 */
final class SegmentTask implements Function<VariantWork, TrainingSegment> {
    private static final long serialVersionUID = 1L;
    private static final double NANOS = 1e-9;

    private final Broadcast<TrainingData> data;
    private final Broadcast<Start> start;
    private final TrainMetrics metrics;
    private final double segmentSeconds;

    SegmentTask(Broadcast<TrainingData> data, Broadcast<Start> start, TrainMetrics metrics, double segmentSeconds) {
        this.data = data;
        this.start = start;
        this.metrics = metrics;
        this.segmentSeconds = segmentSeconds;
    }

    @Override
    public TrainingSegment call(VariantWork work) {
        try (Steps steps = new Steps(work)) {
            return steps.run();
        } catch (OutOfMemoryError e) {
            throw TaskOutOfMemory.of(e);
        }
    }

    /** The steps of one task. */
    private final class Steps implements AutoCloseable {
        private final VariantWork work;
        private final long began = System.nanoTime();
        private final ExampleOrder order;
        private final LearningRate rate;
        private final Augmentation augmentation;
        private final History history;
        private final Snapshots snapshots;
        private final Trainer trainer;
        private final int[] places;
        private final long operations;
        private int step;
        private boolean diverged;

        Steps(VariantWork work) {
            this.work = work;
            this.order = new ExampleOrder(
                    work.variant().seed(),
                    data.value().train().count(),
                    work.config().batchSize());
            this.places = IntStream.range(0, work.config().batchSize()).toArray();
            this.rate = work.learningRate(data.value().train().count());
            this.augmentation = work.augmentation();
            this.history = new History(work, order);
            this.step = start.value().step();
            this.trainer = work.engine().trainer(start.value().state(), work.settings());
            this.snapshots = new Snapshots(work, data.value(), history);
            LabelledImages images = data.value().train();
            this.operations = FamilyGraph.of(work.variant(), images.shape(), images.classes())
                    .trainingOperations(work.config().batchSize());
        }

        TrainingSegment run() {
            while (!diverged && step < work.steps() && (step == start.value().step() || elapsed() < segmentSeconds)) {
                TaskContext.get().killTaskIfInterrupted();
                takeSnapshot();
                update();
            }
            if (step == work.steps()) {
                takeSnapshot();
            }
            return new TrainingSegment(history.rows(), snapshots.kept(), trainer.state(), step, diverged, seconds());
        }

        private void takeSnapshot() {
            if (snapshots.wants(step)) {
                snapshots.take(step, trainer.state().parameters(), seconds());
            }
        }

        private void update() {
            boolean probed = work.config().probeSteps().contains(step);
            float[] before = probed ? trainer.state().parameters() : null;
            int[] minibatch = order.minibatch(step);
            long from = System.nanoTime();
            LabelledImages images = augmentation.images(data.value().train(), minibatch, step, 0);
            StepResult result = trainer.step(images, places, rate.at(step));
            metrics.step(minibatch.length, operations, System.nanoTime() - from, result.loss());
            history.minibatch(step, result, seconds());
            if (probed) {
                history.probe(step, minibatch, trainer.gradientNorms(), before);
            }
            diverged = !Double.isFinite(result.loss());
            step += diverged ? 0 : 1;
        }

        private double elapsed() {
            return (System.nanoTime() - began) * NANOS;
        }

        private double seconds() {
            return start.value().seconds() + elapsed();
        }

        @Override
        public void close() {
            trainer.close();
            snapshots.close();
        }
    }
}
