package io.lossatlas.engine;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.InitialWeights;

/** Weights that no parameter leaves at its first value, so that a parameter left out of a computation shows. */
public final class RandomWeights {
    private RandomWeights() {}

    public static Weights draw(ParameterLayout layout, long seed) {
        Weights weights = InitialWeights.draw(layout, seed);
        for (Parameter parameter : layout.parameters()) {
            GaussianStream stream = Seeds.stream(
                    seed, "test", parameter.name(), parameter.role().text());
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                weights.values()[n] += parameter.role().isWeight() ? 0 : (float) (0.3 * stream.nextUniform());
            }
        }
        return weights;
    }
}
