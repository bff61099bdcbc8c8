package io.lossatlas.report.page;

/** What two intervals support. */
enum Verdict {
    /** The first lies above the second. */
    HIGHER,
    /** The first lies below the second. */
    LOWER,
    /** They meet: no difference is seen. */
    NO_DIFFERENCE,
    /** One of them is not there. */
    UNKNOWN
}
