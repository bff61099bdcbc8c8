/**
 * Examples: IDX files from any Hadoop path or the class path, their normalisation, the fixed evaluation slice and the
 * shards it is cut into. Uses {@code config}; does not know DL4J.
 */
package io.lossatlas.data;
