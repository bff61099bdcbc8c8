/**
 * The identity of a run's numbers: random streams by seed and purpose, fingerprints of each stage, hashes of files, and
 * the program and machine that computed them. May use {@code config} and {@code config.parse}.
 */
package io.lossatlas.config.identity;
