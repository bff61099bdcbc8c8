/**
 * Networks made to run: a graph compiled to steps, and forward and backward passes over batches of images. {@code step} holds
 * the kinds of steps, {@code kernel} the Vector API kernels, which depend on the JDK alone. Uses {@code data} and
 * {@code graph}; does not know Spark, {@code config}, DL4J or ND4J.
 */
package io.lossatlas.engine;
