package io.lossatlas.train;

import io.lossatlas.config.Split;
import io.lossatlas.engine.Evaluator;

/** Evaluates the first examples of training and test set with frozen batch normalisation. Belongs to one thread. */
final class FixedSlice implements AutoCloseable {
    private final Evaluator evaluator;
    private final TrainingData data;
    private final double[] losses;
    private final boolean[] correct;

    FixedSlice(Evaluator evaluator, TrainingData data) {
        this.evaluator = evaluator;
        this.data = data;
        this.losses = new double[data.evaluated()];
        this.correct = new boolean[data.evaluated()];
    }

    /** Adds a row for either split. */
    void evaluate(int step, float[] parameters, double seconds, History history) {
        evaluator.load(parameters);
        for (Split split : Split.values()) {
            evaluator.evaluate(data.of(split), 0, losses.length, losses, correct);
            double sum = 0;
            long right = 0;
            for (int n = 0; n < losses.length; n++) {
                sum += losses[n];
                right += correct[n] ? 1 : 0;
            }
            history.loss(step, split.text(), sum / losses.length, right, losses.length, seconds);
        }
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
