/**
 * Surfaces, paths and curvature in the formats of other tools: VTP for ParaView, NPZ for numpy, CSV for anything. Part of {@code report}: uses
 * what that may use; does not know DL4J.
 */
package io.lossatlas.report.export;
