package io.lossatlas.train;

import io.lossatlas.config.Schedule;
import java.io.Serializable;
import java.util.List;

/**
 * The learning rate of every step: up in a line to the peak over the warm-up, then constant, a tenth after each milestone
 * (He et al., "Deep residual learning", CVPR 2016), or down to zero along half a cosine (Loshchilov and Hutter, "SGDR",
 * ICLR 2017, without restarts).
 *
 * @param peak the largest rate
 * @param schedule after the warm-up
 * @param milestones steps from which on the constant rate is divided by ten once more, ascending
 * @param warmupSteps the rate of step {@code t} before this is {@code peak (t + 1) / warmupSteps}
 * @param steps of the whole training
 */
record LearningRate(double peak, Schedule schedule, List<Long> milestones, int warmupSteps, int steps)
        implements Serializable {
    private static final double DIVISOR = 10;

    /** Copies the list. */
    LearningRate {
        milestones = List.copyOf(milestones);
    }

    /** The rate of update {@code step}, counted from 0. */
    double at(int step) {
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        return switch (schedule) {
            case CONSTANT -> between(step);
            case COSINE -> {
                double way = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
                yield peak * (1 + StrictMath.cos(Math.PI * way)) / 2;
            }
        };
    }

    private double between(int step) {
        double rate = peak;
        for (long milestone : milestones) {
            rate = step >= milestone ? rate / DIVISOR : rate;
        }
        return rate;
    }
}
