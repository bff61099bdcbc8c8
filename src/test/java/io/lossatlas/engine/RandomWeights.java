package io.lossatlas.engine;

import io.lossatlas.config.GaussianStream;
import io.lossatlas.config.Seeds;
import io.lossatlas.model.Block;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.ParameterLayout;
import io.lossatlas.model.Weights;

/** Weights that no block leaves at its first value, so that a block left out of a computation shows. */
public final class RandomWeights {
    private RandomWeights() {}

    public static Weights draw(ParameterLayout layout, long seed) {
        Weights weights = InitialWeights.draw(layout, seed);
        for (Block block : layout.blocks()) {
            GaussianStream stream =
                    Seeds.stream(seed, "test", block.name(), block.kind().text());
            for (int n = block.offset(); n < block.end(); n++) {
                weights.values()[n] += block.kind().isWeight() ? 0 : (float) (0.3 * stream.nextUniform());
            }
        }
        return weights;
    }
}
