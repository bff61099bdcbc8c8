package io.lossatlas.train;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Trains a variant in Spark tasks, one after the other. */
final class TaskLegs implements VariantTraining.Legs {
    private final SparkSession spark;
    private final Broadcast<TrainingData> data;
    private final double seconds;

    /**
     * Legs of a length.
     *
     * @param data for all of them
     * @param seconds after which a task comes home
     */
    TaskLegs(SparkSession spark, Broadcast<TrainingData> data, double seconds) {
        this.spark = spark;
        this.data = data;
        this.seconds = seconds;
    }

    @Override
    public Leg run(VariantWork work, Start start) {
        SparkContext context = spark.sparkContext();
        JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
        Broadcast<Start> from = java.broadcast(start);
        TrainListener.mark(context, work, start.step());
        LegTask task = new LegTask(data, from, TrainMetrics.on(context), seconds);
        Leg leg = java.parallelize(List.of(work), 1).map(task).collect().get(0);
        from.destroy();
        return leg;
    }
}
