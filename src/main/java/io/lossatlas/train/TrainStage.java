package io.lossatlas.train;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.TrainMode;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Run;
import io.lossatlas.store.VariantRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** The trainings of a run: every variant of the sweep, each a Spark task, the costliest first. */
public final class TrainStage implements AutoCloseable {
    /** Longest time that a task trains before what it did is published, in seconds. */
    private static final double SEGMENT_SECONDS = 60;
    /** Variants in work at a time at most: each takes a thread of the driver. */
    private static final int MOST_AT_A_TIME = 256;

    private final SparkSession spark;
    private final Run run;
    private final RunConfig config;
    private final TrainingData data;
    private final double segmentSeconds;
    private final TrainProgress progress;
    private final TrainListener listener;

    /**
     * A stage on an open run.
     *
     * @param data the images that the configuration names
     * @param progress told of every variant
     */
    public TrainStage(SparkSession spark, Run run, RunConfig config, DataSet data, TrainProgress progress) {
        this(spark, run, config, data, SEGMENT_SECONDS, progress);
    }

    TrainStage(
            SparkSession spark,
            Run run,
            RunConfig config,
            DataSet data,
            double segmentSeconds,
            TrainProgress progress) {
        this.spark = spark;
        this.run = run;
        this.config = config;
        this.data = TrainingData.of(data, config.train().evalExamples());
        this.segmentSeconds = segmentSeconds;
        this.progress = progress;
        this.listener = new TrainListener(progress);
        spark.sparkContext().addSparkListener(listener);
    }

    /** Trains what is missing. */
    public void compute(List<Variant> variants) {
        JobPool jobs = new JobPool(spark.sparkContext()::cancelAllJobs);
        start(jobs, variants, (variant, record) -> {});
        jobs.await();
    }

    /**
     * Hands the training of what is missing to a pool.
     *
     * @param ended told what became of each variant once it has ended, those that had before at once
     */
    public void start(JobPool jobs, List<Variant> variants, BiConsumer<Variant, VariantRecord> ended) {
        List<Variant> missing = new ArrayList<>();
        for (Variant variant :
                variants.stream().sorted(Comparator.reverseOrder()).toList()) {
            published(variant)
                    .filter(record -> !record.training())
                    .ifPresentOrElse(record -> ended.accept(variant, record), () -> missing.add(variant));
        }
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach(this::announce);
        Broadcast<TrainingData> shared =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(data);
        VariantTraining.SegmentRunner runner = runner(shared);
        JobPool.Queue queue = jobs.queue(Math.min(missing.size(), atATime()));
        for (Variant variant : missing) {
            queue.submit(() -> {
                VariantWork work = work(variant, steps());
                VariantTraining training = new VariantTraining(run, work, files(work), runner, progress);
                ended.accept(variant, training.run());
            });
        }
    }

    /**
     * Publishes weights that were trained elsewhere as those of a variant, at step 0 and without a history.
     *
     * @return false where they are published already
     */
    public boolean adopt(Variant variant, Weights weights) {
        if (published(variant).isPresent()) {
            return false;
        }
        TrainedFiles files = files(work(variant, 0));
        files.startOver();
        files.publish(TrainingSegment.adopted(weights.values()));
        return true;
    }

    /** Stops listening to Spark. */
    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(listener);
    }

    private VariantTraining.SegmentRunner runner(Broadcast<TrainingData> shared) {
        return switch (config.train().mode()) {
            case SWEEP -> new TaskRunner(spark, shared, segmentSeconds);
            case DATA_PARALLEL -> new DataParallelRunner(spark, shared, segmentSeconds, progress);
        };
    }

    /** Variants in work at a time: a data-parallel one takes the whole cluster. */
    private int atATime() {
        return config.train().mode() == TrainMode.DATA_PARALLEL ? 1 : MOST_AT_A_TIME;
    }

    private void announce(Variant variant) {
        LabelledImages images = data.train();
        int batch = config.train().batchSize();
        int done = published(variant).map(VariantRecord::step).orElse(0);
        long operations =
                FamilyGraph.of(variant, images.shape(), images.classes()).trainingOperations(batch);
        progress.planned(variant, steps(), done, operations);
    }

    private TrainedFiles files(VariantWork work) {
        return new TrainedFiles(
                spark, run, work, data.train().shape(), data.train().classes());
    }

    private VariantWork work(Variant variant, int steps) {
        LabelledImages images = data.train();
        return new VariantWork(
                variant,
                Engines.of(config.train().engine(), variant, images.shape(), images.classes()),
                config.train(),
                steps);
    }

    private int steps() {
        return config.train()
                .length()
                .steps(data.train().count(), config.train().batchSize());
    }

    private Optional<VariantRecord> published(Variant variant) {
        return TrainedFiles.published(run.manifest(), variant.id());
    }
}
