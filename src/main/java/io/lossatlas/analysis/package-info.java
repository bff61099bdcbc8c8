/**
 * Numbers on finished surfaces and trained networks, with what is uncertain about them: the registry of metrics, the stage
 * that computes what a run lacks of them, its tasks on executors, and the intervals. What a metric is and how it is computed
 * stands in the packages below. Uses all packages before it in the order of {@code config}; does not know DL4J.
 */
package io.lossatlas.analysis;
