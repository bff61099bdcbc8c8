/**
 * The page of a run: one HTML file that holds its data, its style and its program, and fetches nothing. What is said in
 * words on it follows from the tables by rules; a browser draws the charts. Uses
 * {@code results} and every package before it.
 */
package io.lossatlas.report.page;
