/**
 * Records of what is asked about a landscape beside its surfaces: curvature, and the steps of a training at which anything is
 * asked. Uses {@code config}'s names alone.
 */
package io.lossatlas.config.landscape;
