/**
 * A network as a graph of operations, independent of any framework: its nodes, the shapes of their values, its parameters
 * in their order, and what it costs. {@code graph.shape} has the shapes of values and parameters, {@code graph.operation}
 * what each operation means in double, {@code graph.interpreter} runs all of them. Knows neither Spark nor DL4J.
 */
package io.lossatlas.graph;
