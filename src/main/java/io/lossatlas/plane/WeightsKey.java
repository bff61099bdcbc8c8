package io.lossatlas.plane;

/**
 * What names weights of a run.
 *
 * @param variant id of the network
 * @param step updates made before them
 */
public record WeightsKey(String variant, int step) {}
