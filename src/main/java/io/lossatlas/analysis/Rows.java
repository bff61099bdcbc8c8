package io.lossatlas.analysis;

/** Rows of table {@code metrics}. */
public final class Rows {
    /** In a key column: the number does not depend on it. */
    public static final String NONE = "none";

    /** In column {@code plane}: over all planes. */
    public static final String ALL = "all";

    private Rows() {}
}
