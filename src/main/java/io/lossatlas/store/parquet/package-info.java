/**
 * Parquet files that one process writes or reads row by row: a Spark job for each of a run's many small files would take
 * longer than all that is in them.
 */
package io.lossatlas.store.parquet;
