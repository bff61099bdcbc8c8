package io.lossatlas.config;

/**
 * The sizing of Spark tasks. Results do not depend on it.
 *
 * @param partitions work units a wave; 0 to let the measured rate decide
 * @param unitSeconds the time that a work unit should take, in seconds
 */
public record SparkConfig(int partitions, double unitSeconds) {}
