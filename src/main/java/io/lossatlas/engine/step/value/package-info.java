/**
 * Operations on values of any shape for the step that runs them, {@code ValueStep}: each says with which kernels it goes
 * forward and backward. Uses {@code graph} and {@code engine.kernel}; knows no step.
 */
package io.lossatlas.engine.step.value;
