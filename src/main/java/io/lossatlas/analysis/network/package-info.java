/**
 * Metrics of a network's training and of the two directions of a plane through it, each family in one class that declares
 * and computes it. Uses {@code plane} and {@code analysis.metric}; knows no Spark.
 */
package io.lossatlas.analysis.network;
