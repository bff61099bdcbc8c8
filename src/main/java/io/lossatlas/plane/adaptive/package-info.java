/**
 * Fewer points for the same picture: which points of a grid are computed, level by level, and how the losses of the others are
 * filled in between them.
 */
package io.lossatlas.plane.adaptive;
