/**
 * Metrics of a surface, each family in one class that declares and computes it, and what families share: second
 * differences, the merge tree, the order of the losses. Uses {@code plane}'s grid of losses and {@code analysis.metric};
 * knows no Spark.
 */
package io.lossatlas.analysis.surface;
