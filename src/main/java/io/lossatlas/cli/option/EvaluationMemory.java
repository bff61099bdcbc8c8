package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.engine.SimdEngine;
import java.util.Locale;

/**
 * Memory that the activations of a task take, and how much there can be.
 *
 * @param bytes that they take
 * @param most what one array holds and, where the task runs in this JVM, its heap
 * @param inHeap whether it is the heap that bounds them
 */
record EvaluationMemory(long bytes, long most, boolean inHeap) {
    private static final long MOST_FLOATS = Integer.MAX_VALUE - 64L;
    private static final double MEBI = 1 << 20;

    /**
     * That of a network.
     *
     * @param calibration images by which batch normalisation is recalibrated; 0 where it is frozen
     * @param here whether it is computed in this JVM
     */
    static EvaluationMemory of(SimdEngine engine, int calibration, boolean here) {
        long array = MOST_FLOATS * Float.BYTES;
        long heap = here ? Runtime.getRuntime().maxMemory() : Long.MAX_VALUE;
        return new EvaluationMemory(engine.evaluationBytes(calibration), Math.min(array, heap), heap < array);
    }

    /**
     * Refuses a network that does not fit.
     *
     * @param source what to call it
     * @param hint what else a user can do, after a semicolon; may be empty
     * @throws RefusedException naming it, what it takes and what there is
     */
    void require(String source, String hint) {
        if (bytes > most) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "%s: expected activations of at most %,.0f MiB a task, %s, found %,.0f MiB%s",
                    source,
                    most / MEBI,
                    inHeap ? "this JVM's heap (JAVA_OPTS=-Xmx... gives more)" : "what an array holds",
                    bytes / MEBI,
                    hint));
        }
    }

    /** It in MiB, for people. */
    String text() {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / MEBI);
    }
}
