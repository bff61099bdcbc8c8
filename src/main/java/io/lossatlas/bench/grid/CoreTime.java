package io.lossatlas.bench.grid;

/**
 * Time of some work.
 *
 * @param seconds that passed; added up over threads where several do it
 * @param cpuSeconds that threads were running for it
 */
public record CoreTime(double seconds, double cpuSeconds) {}
