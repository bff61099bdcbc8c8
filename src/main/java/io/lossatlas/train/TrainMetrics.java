package io.lossatlas.train;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Progress of a training task while it runs, as accumulators that Spark's UI shows too.
 *
 * @param steps updates made in this task
 * @param images examples run forward and backward
 * @param operations floating-point operations, two a multiply-add
 * @param nanoseconds time inside the engine
 * @param loss of the last minibatch
 */
record TrainMetrics(
        LongAccumulator steps,
        LongAccumulator images,
        LongAccumulator operations,
        LongAccumulator nanoseconds,
        DoubleAccumulator loss)
        implements Serializable {
    /** Name of the accumulator of steps, by which a listener finds it. */
    static final String STEPS = "training steps";
    /** Name of the accumulator of the last loss. */
    static final String LOSS = "minibatch loss";

    static TrainMetrics on(SparkContext spark) {
        return new TrainMetrics(
                spark.longAccumulator(STEPS),
                spark.longAccumulator("images"),
                spark.longAccumulator("floating-point operations"),
                spark.longAccumulator("engine nanoseconds"),
                spark.doubleAccumulator(LOSS));
    }

    void step(int batch, long work, long spent, double minibatchLoss) {
        steps.add(1);
        images.add(batch);
        operations.add(work);
        nanoseconds.add(spent);
        loss.reset();
        loss.add(minibatchLoss);
    }
}
