/**
 * Networks made to run: forward and backward passes over batches of images. {@code kernel} holds the Vector API kernels,
 * which depend on the JDK alone. Uses {@code data} and
 * {@code model}; does not know Spark or {@code config}.
 */
package io.lossatlas.engine;
