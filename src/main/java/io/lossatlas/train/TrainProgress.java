package io.lossatlas.train;

import io.lossatlas.model.Variant;
import io.lossatlas.store.VariantRecord;

/** Told how training gets on. Called from several threads. */
public interface TrainProgress {
    /**
     * A variant is among those to be trained. All are told of before the first begins.
     *
     * @param steps updates in all
     * @param done updates that are published already
     * @param operationsPerStep floating-point operations of an update
     */
    void planned(Variant variant, int steps, int done, long operationsPerStep);

    /**
     * A variant has come to a step.
     *
     * @param step updates made
     * @param loss of the last minibatch
     */
    void advanced(String variant, int step, double loss);

    /** A variant has ended, as its record says. */
    void ends(Variant variant, VariantRecord record);
}
