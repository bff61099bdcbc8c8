/**
 * DL4J as the reference engine: its own forward and backward passes behind the interfaces of {@code engine}, and what a
 * process and a thread need before DL4J runs there. Uses {@code data}, {@code graph}, {@code model} and {@code engine};
 * does not know Spark or {@code config}.
 */
package io.lossatlas.dl4j;
