/**
 * Where the values of an example go when an operation moves them and computes nothing: each arrangement says from which
 * value each of its own comes. A new one is one file. Uses {@code graph.shape} alone.
 */
package io.lossatlas.graph.operation.arrangement;
