package io.lossatlas.surface;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What the units of a wave report beside their rows, through accumulators that Spark's UI shows too.
 *
 * @param points grid points dealt with
 * @param images images run through the network, calibration included
 * @param nanoseconds core time inside the engine
 * @param failures points that could not be computed
 */
record UnitMetrics(
        LongAccumulator points,
        LongAccumulator images,
        LongAccumulator nanoseconds,
        CollectionAccumulator<PointFailure> failures)
        implements Serializable {

    /** Name of the accumulator of images, by which a listener finds it. */
    static final String IMAGES = "images";

    /** Name of the accumulator of points. */
    static final String POINTS = "points";

    static UnitMetrics on(SparkContext spark) {
        return new UnitMetrics(
                spark.longAccumulator(POINTS),
                spark.longAccumulator(IMAGES),
                spark.longAccumulator("engine nanoseconds"),
                spark.collectionAccumulator("failed points"));
    }

    void point(long run, long spent) {
        points.add(1);
        images.add(run);
        nanoseconds.add(spent);
    }

    void failed(PointFailure failure) {
        failures.add(failure);
    }

    /** Each point that failed, once, though a task may have been run twice. */
    List<PointFailure> failed() {
        return failures.value().stream().distinct().toList();
    }

    double imagesPerSecond() {
        return images.value() / (nanoseconds.value() * 1e-9);
    }
}
