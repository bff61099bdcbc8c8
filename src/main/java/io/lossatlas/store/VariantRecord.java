package io.lossatlas.store;

/**
 * What became of a variant's training.
 *
 * @param status {@value #DONE} or {@value #DIVERGED}
 * @param step updates made; for a diverged variant, the step whose loss was no longer finite
 * @param seconds that training took
 */
public record VariantRecord(String status, int step, double seconds) {
    /** Trained to the end. */
    public static final String DONE = "done";

    /** Stopped at a loss that is not finite. */
    public static final String DIVERGED = "diverged";

    /** Whether the training ended at a loss that is not finite. */
    public boolean diverged() {
        return status.equals(DIVERGED);
    }
}
