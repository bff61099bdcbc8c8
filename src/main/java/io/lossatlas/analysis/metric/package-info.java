/**
 * The definition of a metric, the families that declare and compute metrics together, the values that they give, and
 * the loss of guessing. Uses {@code config} alone.
 */
package io.lossatlas.analysis.metric;
