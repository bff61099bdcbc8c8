package io.lossatlas.train;

/**
 * Replaces an {@link OutOfMemoryError} in a task, which Spark answers by ending the executor, and in embedded mode the
 * whole process, before the message is read.
 */
public final class TaskOutOfMemory {
    private TaskOutOfMemory() {}

    /** An exception that says the same; it has no cause, since Spark searches causes for such errors. */
    public static IllegalStateException of(OutOfMemoryError error) {
        String detail = error.getCause() == null
                ? ""
                : " (%s)".formatted(error.getCause().getMessage());
        return new IllegalStateException("OutOfMemoryError in a task: " + error.getMessage() + detail);
    }
}
