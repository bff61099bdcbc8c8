/**
 * The operations: for each kind one file with the shapes it takes and makes, its parameters, its cost, and its meaning in
 * double, forward and backward, with the tangents of both. Uses {@code graph.shape}; knows no graph.
 */
package io.lossatlas.graph.operation;
