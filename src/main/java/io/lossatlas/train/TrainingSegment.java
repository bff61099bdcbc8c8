package io.lossatlas.train;

import io.lossatlas.engine.TrainerState;
import io.lossatlas.store.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The outcome of one task of a variant's training: rows, and the state from which the next goes on.
 *
 * @param rows of {@code training}, {@code gradients} and {@code batches}
 * @param snapshots weights that are kept, in the order of their steps
 * @param state before update {@code step}
 * @param step updates made since the beginning; the step whose loss is not finite when diverged
 * @param diverged whether the training ended there
 * @param seconds of training since the beginning
 */
record TrainingSegment(
        Map<Table, List<Row>> rows,
        List<Snapshot> snapshots,
        TrainerState state,
        int step,
        boolean diverged,
        double seconds)
        implements Serializable {

    /** A training of no steps at all: weights that were trained elsewhere. */
    static TrainingSegment adopted(float[] parameters) {
        return new TrainingSegment(
                Map.of(), List.of(new Snapshot(0, parameters)), TrainerState.start(parameters), 0, false, 0);
    }

    /**
     * Weights that are kept.
     *
     * @param step the update that they are from before; the number of steps for the last
     * @param parameters {@code float[layout.size()]}
     */
    record Snapshot(int step, float[] parameters) implements Serializable {}
}
