/**
 * Convolutions and their gradients: which algorithm a shape gets, where it reads and writes, and the register tiles that do the
 * sums, written by {@code src/build/java/TileGenerator.java}. Uses the tensors and lanes of {@code kernel} and the JDK alone.
 */
package io.lossatlas.engine.kernel.convolution;
