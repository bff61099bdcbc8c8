/**
 * The whole run as validated immutable records, read once on the driver. {@code config.parse} reads and writes them,
 * {@code config.identity} owns seeds, fingerprints and provenance; the records know neither.
 *
 * <p>The packages of LossAtlas in order, each of which may use only those before it: {@code config}, {@code data},
 * {@code graph}, {@code model}, {@code engine}, {@code dl4j}, {@code plane}, {@code store}, {@code train}, {@code surface},
 * {@code analysis}, {@code results}, {@code report}, {@code bench}, {@code cli}. This one knows neither Spark nor DL4J.
 */
package io.lossatlas.config;
