/**
 * Charts: each has one definition of its scale, ticks, contours and layout. Drawn in memory by Java2D with lettering of
 * its own, so that a machine without a display or fonts gives the same bytes as any other. Draws from values that are
 * read; knows neither tables nor Spark.
 */
package io.lossatlas.report.figure;
