/**
 * Batch normalisation for the steps that have it: its parameters, a batch's moments, and both directions. Uses {@code graph}
 * and {@code engine.kernel}; knows no step.
 */
package io.lossatlas.engine.step.norm;
