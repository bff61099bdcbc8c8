package io.lossatlas.store;

/**
 * The state of a variant's training.
 *
 * @param status {@value #TRAINING}, {@value #DONE} or {@value #DIVERGED}
 * @param step updates made; for a diverged variant, the step whose loss was no longer finite
 * @param seconds that training took
 * @param files how many are published of it; where the manifest names fewer, one was lost
 */
public record VariantRecord(String status, int step, double seconds, int files) {
    /** Under way: a checkpoint is published. */
    public static final String TRAINING = "training";
    /** Trained to the end. */
    public static final String DONE = "done";
    /** Stopped at a loss that is not finite. */
    public static final String DIVERGED = "diverged";

    /** Whether the training has not ended yet. */
    public boolean training() {
        return status.equals(TRAINING);
    }

    /** Whether the network is trained to the end. */
    public boolean done() {
        return status.equals(DONE);
    }

    /** Whether the training ended at a loss that is not finite. */
    public boolean diverged() {
        return status.equals(DIVERGED);
    }
}
