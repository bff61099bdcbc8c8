package io.lossatlas.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A named place in a publication at which a test can end the process as {@code kill -9} would. Does nothing unless the
 * system property {@value #PROPERTY} names the place, as {@code NAME} or, for its nth pass, {@code NAME:n}.
 */
enum CrashPoint {
    /** Files lie in a table's folder, and no manifest names them. */
    FILES_MOVED,
    /** The next manifest is about to be written. */
    BEFORE_MANIFEST,
    /** The next manifest is written beside the old one, which still holds. */
    MANIFEST_BESIDE,
    /** The next manifest holds; files that it dropped are still there. */
    AFTER_MANIFEST;

    static final String PROPERTY = "lossatlas.test.crash-at";

    /** The exit code that a shell reports of a process that was killed by signal 9. */
    private static final int KILLED = 137;

    private final AtomicInteger passes = new AtomicInteger();

    void pass() {
        String[] place = System.getProperty(PROPERTY, "").split(":", 2);
        if (place[0].equals(name())) {
            int fatal = place.length > 1 ? Integer.parseInt(place[1]) : 1;
            if (passes.incrementAndGet() == fatal) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
