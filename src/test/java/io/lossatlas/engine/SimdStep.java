package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.Parameter;

/**
 * What one step of the compiled network sees, at learning rate 0.
 *
 * @param loss of the minibatch
 * @param gradient of that loss
 * @param after parameters after the step, of which only the running statistics moved
 */
record SimdStep(double loss, double[] gradient, double[] after) {

    static SimdStep run(SimdEngine engine, float[] parameters, LabelledImages images, int[] minibatch) {
        TrainerSettings settings = new TrainerSettings(minibatch.length, 0.9, 0);
        try (SimdTrainer trainer = (SimdTrainer) engine.trainer(TrainerState.start(parameters), settings)) {
            double loss = trainer.step(images, minibatch, 0).loss();
            return new SimdStep(
                    loss,
                    Vectors.widened(trainer.gradient()),
                    Vectors.widened(trainer.state().parameters()));
        }
    }

    /** The vector that holds what the step made of a parameter: its gradient, or the statistics that moved. */
    double[] of(Parameter parameter) {
        return parameter.role().isRunningStatistic() ? after : gradient;
    }
}
