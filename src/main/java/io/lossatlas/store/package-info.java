/**
 * A run at rest: every path and every table's columns in one place, the manifest, and publication that a reader sees
 * whole or not at all. Uses {@code config} and {@code model}; does not know DL4J.
 */
package io.lossatlas.store;
