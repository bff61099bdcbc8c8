/**
 * Functions of single numbers over runs of floats, and their slopes, in float arithmetic whose every operation Java defines
 * exactly: the same bits on every CPU and for every width of vectors. Uses {@code engine.kernel} alone.
 */
package io.lossatlas.engine.kernel.function;
