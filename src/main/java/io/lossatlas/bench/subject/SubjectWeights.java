package io.lossatlas.bench.subject;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.InitialWeights;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weights on which two float32 implementations can be held against each other at any depth. Scales of batch
 * normalisation are drawn from N(1, 0.1^2) and shifts from N(1.5, 0.1^2), so that most of each ReLU's input is above zero:
 * with shifts of zero, rounding errors grow by a fifth a layer and drown the loss of a network of depth 100. Running
 * statistics are those of a batch.
 */
public final class SubjectWeights {
    private static final long SEED = 1;
    private static final int BATCH = 64;
    private static final double SCALE = 1;
    private static final double SHIFT = 1.5;
    private static final double DEVIATION = 0.1;

    private SubjectWeights() {}

    /**
     * Draws weights.
     *
     * @param engine the network; it is also what computes the running statistics
     * @param images whose first {@value #BATCH} give the running statistics
     */
    public static Weights draw(Engine engine, LabelledImages images) {
        float[] values = InitialWeights.draw(engine.layout(), SEED).values();
        for (Parameter parameter : engine.layout().parameters()) {
            if (parameter.role() == Role.BN_GAMMA || parameter.role() == Role.BN_BETA) {
                GaussianStream stream = Seeds.stream(
                        SEED, "bench", parameter.name(), parameter.role().text());
                double mean = parameter.role() == Role.BN_GAMMA ? SCALE : SHIFT;
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    values[n] = (float) (mean + DEVIATION * stream.nextGaussian());
                }
            } else if (parameter.role().isRunningStatistic()) {
                Arrays.fill(values, parameter.offset(), parameter.end(), 0);
            }
        }
        setStatistics(engine, values, images);
        return new Weights(engine.layout(), values);
    }

    /** A vector to multiply with, N(0, 1): the same at every call. */
    public static float[] vector(ParameterLayout layout) {
        GaussianStream stream = Seeds.stream(SEED, "bench", "vector");
        float[] vector = new float[layout.size()];
        for (int n = 0; n < vector.length; n++) {
            vector[n] = (float) stream.nextGaussian();
        }
        return vector;
    }

    /** A step from statistics of zero, at a learning rate of zero, leaves a known share of the batch's statistics. */
    private static void setStatistics(Engine engine, float[] values, LabelledImages images) {
        float[] moved;
        try (Trainer trainer = engine.trainer(TrainerState.start(values), new TrainerSettings(BATCH, 0, 0))) {
            trainer.step(images, IntStream.range(0, BATCH).toArray(), 0);
            moved = trainer.state().parameters();
        }
        for (Parameter parameter : engine.layout().parameters()) {
            if (parameter.role().isRunningStatistic()) {
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    values[n] = (float) (moved[n] / (1 - FamilyGraph.BN_DECAY));
                }
            }
        }
    }
}
