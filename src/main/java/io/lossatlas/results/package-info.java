/**
 * What a run has found, as typed values: the one read model that pictures, page, export, summary and words take
 * everything from. Rows are read by the names of their columns, each table once. Uses every package before it in the order
 * of {@code config}; does not know DL4J.
 */
package io.lossatlas.results;
