package io.lossatlas.engine;

import io.lossatlas.model.Block;
import io.lossatlas.model.ParameterLayout;

/**
 * Stochastic gradient descent with Nesterov momentum in DL4J's form, {@code v' = mu v - lr g; w += -mu v + (1 + mu) v'},
 * after L2 decay {@code g += decay w} of convolution and dense weights; in double, rounded to float once.
 */
final class Nesterov {
    private final ParameterLayout layout;
    private final TrainerSettings settings;

    Nesterov(ParameterLayout layout, TrainerSettings settings) {
        this.layout = layout;
        this.settings = settings;
    }

    /** One update of everything that has a gradient. */
    void update(float[] parameters, float[] momentum, float[] gradient, double learningRate) {
        for (Block block : layout.blocks()) {
            if (!block.kind().isRunningStatistic()) {
                double decay = block.kind().isWeight() ? settings.weightDecay() : 0;
                update(block.offset(), block.end(), decay, parameters, momentum, gradient, learningRate);
            }
        }
    }

    private void update(
            int from, int to, double decay, float[] parameters, float[] momentum, float[] gradient, double rate) {
        double mu = settings.momentum();
        for (int n = from; n < to; n++) {
            double slope = gradient[n] + decay * parameters[n];
            double before = momentum[n];
            double after = mu * before - rate * slope;
            momentum[n] = (float) after;
            parameters[n] = (float) (parameters[n] - mu * before + (1 + mu) * after);
        }
    }
}
