/**
 * The sweep's family of networks: its variants, their graphs, their first weights, and checkpoint files; DL4J's
 * configuration of them, and the graph of any such configuration. Uses {@code config}, {@code data} and {@code graph}; does not know Spark.
 */
package io.lossatlas.model;
