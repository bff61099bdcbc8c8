/**
 * What charts are drawn on, pixels or SVG, and the lettering of both. Uses the JDK alone.
 */
package io.lossatlas.report.figure.canvas;
