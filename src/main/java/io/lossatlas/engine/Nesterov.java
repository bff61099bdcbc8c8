package io.lossatlas.engine;

import io.lossatlas.graph.ParameterLayout;

/**
 * Stochastic gradient descent with Nesterov momentum in DL4J's form, {@code v' = mu v - lr g; w += -mu v + (1 + mu) v'},
 * after L2 decay {@code g += decay w} of convolution and dense weights; in double, rounded to float once.
 */
final class Nesterov {
    private final TrainerSettings settings;
    private final Trained[] trained;

    Nesterov(ParameterLayout layout, TrainerSettings settings) {
        this.settings = settings;
        this.trained = layout.parameters().stream()
                .filter(parameter -> !parameter.role().isRunningStatistic())
                .map(parameter -> new Trained(
                        parameter.offset(), parameter.end(), parameter.role().isWeight() ? settings.weightDecay() : 0))
                .toArray(Trained[]::new);
    }

    /** The values of one parameter that has a gradient. */
    private record Trained(int from, int to, double decay) {}

    /** One update of everything that has a gradient. */
    void update(float[] parameters, float[] momentum, float[] gradient, double learningRate) {
        for (Trained part : trained) {
            update(part.from(), part.to(), part.decay(), parameters, momentum, gradient, learningRate);
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
