/**
 * Measurements of speed: images a second of each engine beside PyTorch's and the core's own peak, and a grid job as a
 * whole on one core and on two. Uses every package before it in the order of {@code config}.
 */
package io.lossatlas.bench;
