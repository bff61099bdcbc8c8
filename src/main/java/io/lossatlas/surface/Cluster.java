package io.lossatlas.surface;

import io.lossatlas.config.SparkConfig;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * The state that all surfaces of a stage share on the driver.
 *
 * @param spark the session
 * @param run where the results go
 * @param settings sizing of tasks
 * @param data the images
 * @param shared the same, broadcast once
 */
record Cluster(
        SparkSession spark, Run run, SparkConfig settings, EvaluationData data, Broadcast<EvaluationData> shared) {

    static Cluster of(SparkSession spark, Run run, SparkConfig settings, EvaluationData data) {
        Broadcast<EvaluationData> shared =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(data);
        return new Cluster(spark, run, settings, data, shared);
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    Publisher publisher() {
        return new Publisher(spark, run.folder());
    }

    /** Cores that work at the same time, as Spark sees them now. */
    int cores() {
        return spark.sparkContext().defaultParallelism();
    }
}
