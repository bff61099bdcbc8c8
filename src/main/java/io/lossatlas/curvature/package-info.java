/**
 * Second derivatives of the loss over all trainable parameters: products with vectors, summed over shards by Spark, and what is
 * found from products alone, extreme eigenvalues, traces and spectra.
 */
package io.lossatlas.curvature;
