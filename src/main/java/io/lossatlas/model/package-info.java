/**
 * What a network is: the variant of a sweep, its DL4J graph, the layout of its parameters in DL4J's flat vector, its
 * weights and their first values, and checkpoint files. Uses {@code config} and {@code data}; does not know Spark.
 */
package io.lossatlas.model;
