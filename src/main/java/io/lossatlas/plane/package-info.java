/**
 * Planes through weight space: random directions and their normalisation, the grid of a plane and its coordinates, losses on it, the
 * weights at a point. Uses {@code config} and {@code model}'s layout and weights; knows neither Spark nor DL4J.
 */
package io.lossatlas.plane;
