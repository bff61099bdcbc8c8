/**
 * What the program of a page draws paths and curvature from, in the form in which the page holds it: JSON with numbers of a few bytes
 * each. Uses {@code results} and every package before it.
 */
package io.lossatlas.report.page.data;
