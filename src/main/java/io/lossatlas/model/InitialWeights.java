package io.lossatlas.model;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import java.util.Arrays;

/**
 * First values of a network's parameters: weights by He, Zhang, Ren and Sun, "Delving Deep into Rectifiers" (ICCV 2015),
 * N(0, 2 / fan-in); biases, shifts and running means 0; scales and running variances 1. Every block has a random stream
 * of its own, named by its layer, so that plain and skip networks of one seed share all weights of the main path.
 */
public final class InitialWeights {
    private InitialWeights() {}

    /** Draws the weights of a seed. */
    public static Weights draw(ParameterLayout layout, long seed) {
        float[] values = new float[layout.size()];
        for (Block block : layout.blocks()) {
            switch (block.kind()) {
                case CONV, DENSE -> fill(values, block, Seeds.stream(seed, "weights", block.name()));
                case BN_GAMMA, BN_VAR -> Arrays.fill(values, block.offset(), block.end(), 1);
                case BIAS, BN_BETA, BN_MEAN -> Arrays.fill(values, block.offset(), block.end(), 0);
            }
        }
        return new Weights(layout, values);
    }

    private static void fill(float[] values, Block block, GaussianStream stream) {
        int fanIn = block.size() / block.outputs();
        double deviation = StrictMath.sqrt(2.0 / fanIn);
        for (int n = block.offset(); n < block.end(); n++) {
            values[n] = (float) (deviation * stream.nextGaussian());
        }
    }
}
