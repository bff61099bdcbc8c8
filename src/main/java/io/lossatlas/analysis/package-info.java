/**
 * Numbers on finished surfaces and trained networks, each defined once by name, unit and formula: curvature, sharpness,
 * basins, roughness, minima, trainability, and what is uncertain about them. Uses all packages before it in the order of
 * {@code config}; does not know DL4J.
 */
package io.lossatlas.analysis;
