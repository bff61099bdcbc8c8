package io.lossatlas.train;

import io.lossatlas.engine.TrainerState;
import java.io.Serializable;

/**
 * Where a segment of training begins.
 *
 * @param state before update {@code step}
 * @param step updates made so far
 * @param seconds of training so far
 */
record Start(TrainerState state, int step, double seconds) implements Serializable {}
