/**
 * Landscapes: partial loss sums that merge, work units of points and shards, the Spark job that computes what a run
 * still lacks, and the surface that is made of it. Uses all packages before it in the order of {@code config}.
 */
package io.lossatlas.surface;
