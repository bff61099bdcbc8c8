package io.lossatlas.train;

import io.lossatlas.config.Schedule;
import java.io.Serializable;

/**
 * The learning rate of every step: up in a line to the peak over the warm-up, then constant or down to zero along half a
 * cosine (Loshchilov and Hutter, "SGDR", ICLR 2017, without restarts).
 *
 * @param peak the largest rate
 * @param schedule after the warm-up
 * @param warmupSteps the rate of step {@code t} before this is {@code peak (t + 1) / warmupSteps}
 * @param steps of the whole training
 */
record LearningRate(double peak, Schedule schedule, int warmupSteps, int steps) implements Serializable {
    /** The rate of update {@code step}, counted from 0. */
    double at(int step) {
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        return switch (schedule) {
            case CONSTANT -> peak;
            case COSINE -> {
                double way = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
                yield peak * (1 + StrictMath.cos(Math.PI * way)) / 2;
            }
        };
    }
}
