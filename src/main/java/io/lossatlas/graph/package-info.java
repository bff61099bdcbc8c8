/**
 * A network as a graph of operations, independent of any framework: its nodes, the shapes of their values, its parameters
 * with their roles, what it costs, and what each operation means in double; {@code graph.interpreter} runs all of them. Uses
 * {@code config} for the names of roles; knows neither Spark nor DL4J.
 */
package io.lossatlas.graph;
