/**
 * The shapes of values and of parameters, and what a parameter is to its layer. Uses {@code config} for the names of roles.
 */
package io.lossatlas.graph.shape;
