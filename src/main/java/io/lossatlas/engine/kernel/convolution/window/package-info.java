/**
 * What a convolution of any kernel, stride, padding, dilation and number of groups sees of its planes. Uses {@code engine.kernel};
 * knows no algorithm.
 */
package io.lossatlas.engine.kernel.convolution.window;
