package io.lossatlas.curvature;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.CurvatureProducts;
import io.lossatlas.engine.Engine;
import java.io.Serializable;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.spark.broadcast.Broadcast;

/**
 * A point of parameter space, as it is broadcast. Each executor keeps what has been made for it: buffers and statistics serve one
 * task after another.
 */
final class CurvaturePoint implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Engine engine;
    private final float[] weights;
    private final boolean recalibrates;
    private final Broadcast<Examples> examples;
    private transient Deque<CurvatureProducts> idle;

    /**
     * A point.
     *
     * @param weights {@code float[engine.layout().size()]}
     * @param recalibrates whether statistics of batch normalisation are those of a batch at the point
     */
    CurvaturePoint(Engine engine, float[] weights, boolean recalibrates, Broadcast<Examples> examples) {
        this.engine = engine;
        this.weights = weights;
        this.recalibrates = recalibrates;
        this.examples = examples;
    }

    /**
     * Examples of all points.
     *
     * @param slice those that the loss is the mean of
     * @param calibration those that statistics are taken from
     */
    record Examples(LabelledImages slice, LabelledImages calibration) implements Serializable {}

    LabelledImages slice() {
        return examples.value().slice();
    }

    /** The same but for the weights. */
    CurvaturePoint at(float[] other) {
        return new CurvaturePoint(engine, other, recalibrates, examples);
    }

    float[] weights() {
        return weights;
    }

    /** Whether statistics of batch normalisation are those of a batch at the point. */
    boolean recalibrates() {
        return recalibrates;
    }

    int parameters() {
        return weights.length;
    }

    private synchronized Deque<CurvatureProducts> idle() {
        if (idle == null) {
            idle = new ConcurrentLinkedDeque<>();
        }
        return idle;
    }

    /** Products at the point, for one task. */
    CurvatureProducts take() {
        CurvatureProducts products = idle().poll();
        if (products == null) {
            products = engine.curvatureProducts();
            products.load(weights);
            if (recalibrates) {
                products.recalibrate(examples.value().calibration());
            }
        }
        return products;
    }

    /** Returns what a task has taken and left whole. */
    void giveBack(CurvatureProducts products) {
        idle().push(products);
    }
}
