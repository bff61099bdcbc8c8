package io.lossatlas.train;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Trains a variant in Spark tasks, one after the other. */
final class TaskRunner implements VariantTraining.SegmentRunner {
    private final SparkSession spark;
    private final Broadcast<TrainingData> data;
    private final double seconds;

    /**
     * Segments of a length.
     *
     * @param data for all of them
     * @param seconds after which a task comes home
     */
    TaskRunner(SparkSession spark, Broadcast<TrainingData> data, double seconds) {
        this.spark = spark;
        this.data = data;
        this.seconds = seconds;
    }

    @Override
    public TrainingSegment run(VariantWork work, Start start) {
        SparkContext context = spark.sparkContext();
        JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
        Broadcast<Start> from = java.broadcast(start);
        TrainListener.mark(context, work, start.step());
        SegmentTask task = new SegmentTask(data, from, TrainMetrics.on(context), seconds);
        TrainingSegment segment =
                java.parallelize(List.of(work), 1).map(task).collect().get(0);
        from.destroy();
        return segment;
    }
}
