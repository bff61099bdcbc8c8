package io.lossatlas.model;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import java.util.Arrays;

/**
 * First values of a network's parameters: weights by He, Zhang, Ren and Sun, "Delving Deep into Rectifiers" (ICCV 2015),
 * N(0, 2 / fan-in); biases, shifts and running means 0; scales and running variances 1. Every parameter has a random stream
 * of its own, named by its layer, so that plain and skip networks of one seed share all weights of the main path.
 */
public final class InitialWeights {
    private InitialWeights() {}

    /** Draws the weights of a seed. */
    public static Weights draw(ParameterLayout layout, long seed) {
        float[] values = new float[layout.size()];
        for (Parameter parameter : layout.parameters()) {
            switch (parameter.role()) {
                case CONV, DENSE -> fill(values, parameter, Seeds.stream(seed, "weights", parameter.name()));
                case BN_GAMMA, BN_VAR -> Arrays.fill(values, parameter.offset(), parameter.end(), 1);
                case NORM_SCALE, NORM_SHIFT, EMBEDDING, OTHER ->
                    throw new IllegalArgumentException("no network of a sweep has a parameter of the kind "
                            + parameter.role().text());
                case BIAS, BN_BETA, BN_MEAN -> Arrays.fill(values, parameter.offset(), parameter.end(), 0);
            }
        }
        return new Weights(layout, values);
    }

    private static void fill(float[] values, Parameter parameter, GaussianStream stream) {
        int fanIn = parameter.size() / parameter.outputs();
        double deviation = StrictMath.sqrt(2.0 / fanIn);
        for (int n = parameter.offset(); n < parameter.end(); n++) {
            values[n] = (float) (deviation * stream.nextGaussian());
        }
    }
}
