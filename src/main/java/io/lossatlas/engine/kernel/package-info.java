/**
 * Tensors with the images of a batch in the lanes of the vectors, and the Vector API kernels that work element by element or
 * sum over planes; {@code convolution} holds those that multiply by weights. Depends on the JDK alone.
 */
package io.lossatlas.engine.kernel;
