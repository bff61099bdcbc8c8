package io.lossatlas.report.page;

/**
 * A statement that the numbers of a run support.
 *
 * @param topic the section of the page that shows those numbers
 * @param text a sentence or a few
 */
record Finding(Topic topic, String text) {
    /** Sections of the page that have something to say. */
    enum Topic {
        /** Loss and accuracy along the training. */
        TRAINING,
        /** Gradient norms. */
        GRADIENTS,
        /** The landscapes. */
        SURFACES,
        /** Frozen against recalibrated statistics. */
        BN,
        /** Planes over one another. */
        PLANES,
        /** The metrics. */
        METRICS
    }
}
