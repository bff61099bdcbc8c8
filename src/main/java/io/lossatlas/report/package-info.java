/**
 * Results for people: the pictures of a run, the page, tables for the terminal. {@code figure} draws, {@code page} and
 * {@code export} write files. Uses every package before it in the order of {@code config}; does not know DL4J.
 */
package io.lossatlas.report;
