package io.lossatlas.surface;

import io.lossatlas.store.Span;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Reports of the units of a wave beside their rows, through accumulators that Spark's UI shows too.
 *
 * @param points grid points dealt with
 * @param images images run through the network, calibration included
 * @param operations floating-point operations, two a multiply-add of direct convolution
 * @param operationsPerImage of one image's forward pass
 * @param nanoseconds core time inside the engine
 * @param failures points that could not be computed
 * @param lost units that were not computed, since their executors kept dying
 */
record UnitMetrics(
        LongAccumulator points,
        LongAccumulator images,
        LongAccumulator operations,
        long operationsPerImage,
        LongAccumulator nanoseconds,
        CollectionAccumulator<PointFailure> failures,
        CollectionAccumulator<Span> lost)
        implements Serializable {

    /** Name of the accumulator of images, by which a listener finds it. */
    static final String IMAGES = "images";

    /** Name of the accumulator of points. */
    static final String POINTS = "points";

    static UnitMetrics on(SparkContext spark, long operationsPerImage) {
        return new UnitMetrics(
                spark.longAccumulator(POINTS),
                spark.longAccumulator(IMAGES),
                spark.longAccumulator("floating-point operations"),
                operationsPerImage,
                spark.longAccumulator("engine nanoseconds"),
                spark.collectionAccumulator("failed points"),
                spark.collectionAccumulator("lost units"));
    }

    void point(long run, long spent) {
        points.add(1);
        images.add(run);
        operations.add(run * operationsPerImage);
        nanoseconds.add(spent);
    }

    void failed(PointFailure failure) {
        failures.add(failure);
    }

    void gaveUp(Span unit) {
        lost.add(unit);
    }

    /** Each unit that was given up, once. */
    List<Span> gaveUp() {
        return lost.value().stream().distinct().toList();
    }

    /** Each point that failed, once, though a task may have been run twice. */
    List<PointFailure> failed() {
        return failures.value().stream().distinct().toList();
    }

    /** Rate of one core; another rate where nothing was computed. */
    double imagesPerSecond(double otherwise) {
        return nanoseconds.value() > 0 ? images.value() / (nanoseconds.value() * 1e-9) : otherwise;
    }
}
