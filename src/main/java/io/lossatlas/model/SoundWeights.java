package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import java.util.function.Function;

/** Weights that a network can be evaluated with: a value that is not finite would make every loss NaN. */
final class SoundWeights {
    private SoundWeights() {}

    /**
     * Checks values.
     *
     * @param name the name of a parameter's tensor in the file
     * @param source what to call the file in a refusal
     * @throws RefusedException naming the tensor of a value that is not finite or a variance that is negative
     */
    static void require(ParameterLayout layout, float[] values, Function<Parameter, String> name, String source) {
        for (Parameter parameter : layout.parameters()) {
            boolean variance = parameter.role() == Role.BN_VAR;
            int end = parameter.end();
            for (int n = parameter.offset(); n < end; n++) {
                if (!Float.isFinite(values[n]) || (variance && values[n] < 0)) {
                    throw new RefusedException("%s: tensor %s: expected %s, found %s at value %d"
                            .formatted(
                                    source,
                                    name.apply(parameter),
                                    variance ? "finite variances from 0 on" : "finite values of float",
                                    values[n],
                                    n - parameter.offset()));
                }
            }
        }
    }
}
