/** Sums of losses over examples, and what follows from them. */
package io.lossatlas.plane.sums;
