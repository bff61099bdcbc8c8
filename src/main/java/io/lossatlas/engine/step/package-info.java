/**
 * The steps of a compiled network: for each kind of operation one file with its forward pass at one point and over a batch,
 * its backward pass and its buffers. Uses {@code graph} and {@code engine.kernel}.
 */
package io.lossatlas.engine.step;
