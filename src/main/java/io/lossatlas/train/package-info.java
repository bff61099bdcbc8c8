/**
 * Training: the order of examples and the learning rate of each step, one variant in one Spark task, the sweep as many
 * such tasks, and one variant over all executors by DL4J's parameter averaging. Uses all packages before it in the order
 * of {@code config}.
 */
package io.lossatlas.train;
