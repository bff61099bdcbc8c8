/**
 * Kernels on values of any shape: pixels moved, joined and averaged, arithmetic of two values, products of matrices, softmax
 * and layer normalisation, forward and backward. Each goes through the pixels in the order of the value's elements, so that
 * no number depends on the width of a vector. Uses {@code engine.kernel} and {@code engine.kernel.function}.
 */
package io.lossatlas.engine.kernel.value;
