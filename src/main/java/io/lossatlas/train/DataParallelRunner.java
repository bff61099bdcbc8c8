package io.lossatlas.train;

import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.dl4j.Dl4jTrainingGraph;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.Trainer.StepResult;
import io.lossatlas.engine.TrainerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;

/**
 * Trains one variant over all executors by DL4J's parameter averaging: each minibatch is cut into equal parts, each worker
 * updates a copy of the network on its parts, and weights and momentum are averaged every few steps. Batch normalisation
 * sees a worker's part alone, so that results depend on the number of workers.
 */
final class DataParallelRunner implements VariantTraining.SegmentRunner {
    /** Updates between two averagings, at most. */
    static final int AVERAGING = 5;
    /** Least examples of a worker's part: fewer make poor batch statistics. */
    private static final int SMALLEST_PART = 8;

    private static final double NANOS = 1e-9;

    private final SparkSession spark;
    private final Broadcast<TrainingData> data;
    private final double segmentSeconds;
    private final TrainProgress progress;

    DataParallelRunner(
            SparkSession spark, Broadcast<TrainingData> data, double segmentSeconds, TrainProgress progress) {
        this.spark = spark;
        this.data = data;
        this.segmentSeconds = segmentSeconds;
        this.progress = progress;
    }

    /** The most workers that can have equal parts of a minibatch, none too small. */
    static int workers(int batchSize, int cores) {
        for (int workers = Math.min(cores, batchSize); workers > 1; workers--) {
            if (batchSize % workers == 0 && batchSize / workers >= SMALLEST_PART) {
                return workers;
            }
        }
        return 1;
    }

    @Override
    public TrainingSegment run(VariantWork work, Start start) {
        try (Rounds rounds = new Rounds(work, start)) {
            return rounds.run();
        }
    }

    /** The updates of one segment. */
    private final class Rounds implements AutoCloseable {
        private final VariantWork work;
        private final Start start;
        private final long began = System.nanoTime();
        private final int workers;
        private final ExampleOrder order;
        private final History history;
        private final Snapshots snapshots;
        private final Dl4jTrainingGraph network;
        private int step;
        private double loss = Double.NaN;

        Rounds(VariantWork work, Start start) {
            this.work = work;
            this.start = start;
            this.step = start.step();
            int batch = work.config().batchSize();
            this.workers = workers(batch, spark.sparkContext().defaultParallelism());
            this.order =
                    new ExampleOrder(work.variant().seed(), data.value().train().count(), batch);
            this.history = new History(work, order);
            this.snapshots = new Snapshots(work, data.value(), history);
            this.network = new Dl4jTrainingGraph((Dl4jEngine) work.engine(), start.state(), work.settings());
        }

        TrainingSegment run() {
            boolean diverged = false;
            while (!diverged
                    && step < work.steps()
                    && (step == start.step() || seconds() - start.seconds() < segmentSeconds)) {
                TrainerState before = network.state();
                takeSnapshot(before);
                diverged = probe(before) || !round(length());
            }
            TrainerState state = network.state();
            if (step == work.steps()) {
                takeSnapshot(state);
            }
            return new TrainingSegment(history.rows(), snapshots.kept(), state, step, diverged, seconds());
        }

        private void takeSnapshot(TrainerState state) {
            if (snapshots.wants(step)) {
                snapshots.take(step, state.parameters(), seconds());
            }
        }

        /** Records the gradients of a probed step, of its whole minibatch; gives whether the loss is not finite. */
        private boolean probe(TrainerState state) {
            if (!work.config().probeSteps().contains(step)) {
                return false;
            }
            int[] minibatch = order.minibatch(step);
            try (Trainer trainer = work.engine().trainer(state, work.settings())) {
                int[] places = IntStream.range(0, minibatch.length).toArray();
                StepResult result =
                        trainer.step(work.augmentation().images(data.value().train(), minibatch, step, 0), places, 0);
                history.minibatch(step, result, seconds());
                history.probe(step, minibatch, trainer.gradientNorms(), state.parameters());
                loss = result.loss();
                return !Double.isFinite(loss);
            }
        }

        /** Updates until the next that is kept or probed, or until it is time to average. */
        private int length() {
            int length = 1;
            while (length < AVERAGING
                    && step + length < work.steps()
                    && !snapshots.wants(step + length)
                    && !work.config().probeSteps().contains(step + length)) {
                length++;
            }
            return length;
        }

        /** So many updates, then an average; false when weights came out that are not finite. */
        private boolean round(int length) {
            TrainListener.mark(spark.sparkContext(), work, step);
            network.graph()
                    .setLearningRate(
                            work.learningRate(data.value().train().count()).at(step));
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            ParameterAveragingTrainingMaster master = master(length);
            new SparkComputationGraph(context, network.graph(), master)
                    .fit(context.parallelize(parts(length), workers).map(new Minibatch(data, work.augmentation())));
            if (!finite(network.state().parameters())) {
                return false;
            }
            step += length;
            progress.advanced(work.variant().id(), step, loss);
            return true;
        }

        private ParameterAveragingTrainingMaster master(int length) {
            int part = work.config().batchSize() / workers;
            return new ParameterAveragingTrainingMaster.Builder(workers, part)
                    .batchSizePerWorker(part)
                    .averagingFrequency(length)
                    .workerPrefetchNumBatches(0)
                    .repartionData(Repartition.Never)
                    .rddTrainingApproach(RDDTrainingApproach.Direct)
                    .build();
        }

        /** Each worker's part of each minibatch, worker after worker. */
        private List<Minibatch.Part> parts(int length) {
            int part = work.config().batchSize() / workers;
            List<Minibatch.Part> parts = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                for (int n = 0; n < length; n++) {
                    int[] minibatch = order.minibatch(step + n);
                    int first = worker * part;
                    parts.add(new Minibatch.Part(step + n, first, Arrays.copyOfRange(minibatch, first, first + part)));
                }
            }
            return parts;
        }

        private double seconds() {
            return start.seconds() + (System.nanoTime() - began) * NANOS;
        }

        @Override
        public void close() {
            snapshots.close();
            network.close();
        }
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
