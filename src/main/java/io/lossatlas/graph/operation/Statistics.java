package io.lossatlas.graph.operation;

/** Which mean and variance batch normalisation uses. */
public enum Statistics {
    /** The running ones, which are parameters. */
    RUNNING,
    /** Those of the batch, as in training and when statistics are recalibrated. */
    BATCH
}
