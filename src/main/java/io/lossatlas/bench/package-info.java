/**
 * Measurements of speed: images a second of each engine beside PyTorch's and the core's own peak. {@code
 * bench.grid} times a grid job as a whole. Uses every package before it in the order of {@code config}.
 */
package io.lossatlas.bench;
