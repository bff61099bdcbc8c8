/**
 * Convolutions of 3x3 kernels at stride 1 by Winograd's minimal filtering. Uses {@code engine.kernel} and the contract of
 * algorithms in {@code convolution.window}; which convolution is computed so is decided in {@code engine.kernel.convolution}.
 */
package io.lossatlas.engine.kernel.convolution.winograd;
