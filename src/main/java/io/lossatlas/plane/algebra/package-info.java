/** Arithmetic of long vectors, small matrices and ranges, which planes and curvature share. */
package io.lossatlas.plane.algebra;
