/**
 * The definition of a metric, the families that declare and compute metrics together, the values that they give, and
 * the loss of guessing. Uses nothing of this project.
 */
package io.lossatlas.analysis.metric;
