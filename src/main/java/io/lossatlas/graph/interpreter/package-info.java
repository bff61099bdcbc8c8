/**
 * The meaning of a graph: all of its operations in double, forward and backward, with the loss on top, and the loss' exact second
 * derivatives times a vector. Made to be read; engines are held against it. Uses {@code graph} alone.
 */
package io.lossatlas.graph.interpreter;
