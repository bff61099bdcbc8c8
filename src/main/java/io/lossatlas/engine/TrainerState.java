package io.lossatlas.engine;

import java.io.Serializable;

/**
 * All that a trainer needs to go on.
 *
 * @param parameters {@code float[layout.size()]}
 * @param momentum Nesterov's v, {@code float[layout.size()]}; zero at the start and at running statistics
 */
public record TrainerState(float[] parameters, float[] momentum) implements Serializable {

    /** Given parameters at rest. */
    public static TrainerState start(float[] parameters) {
        return new TrainerState(parameters, new float[parameters.length]);
    }
}
