/**
 * The steps of a compiled network: for each kind of operation one file with its forward pass at one point and over a batch,
 * its backward pass and its buffers. {@code engine.step.pass} says what these passes are and share, {@code engine.step.norm}
 * normalises. Uses {@code graph} and {@code engine.kernel}.
 */
package io.lossatlas.engine.step;
