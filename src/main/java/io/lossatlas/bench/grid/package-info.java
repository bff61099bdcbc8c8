/** A grid job as a whole, timed on one core and on several: how much of the cores' time the surface stage uses. */
package io.lossatlas.bench.grid;
