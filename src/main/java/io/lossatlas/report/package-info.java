/**
 * What people look at: pictures of surfaces, gradients and training as PNG, the page, tables for the terminal. Drawn in memory by Java2D with
 * lettering of its own, so that a machine without a display or fonts gives the same bytes as any other. Uses every
 * package before it in the order of {@code config}; does not know DL4J.
 */
package io.lossatlas.report;
