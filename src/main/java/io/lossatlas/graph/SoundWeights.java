package io.lossatlas.graph;

import io.lossatlas.graph.shape.Role;
import java.util.Optional;
import java.util.function.Function;

/** Weights that a network can be evaluated with: a value that is not finite would make every loss NaN. */
public final class SoundWeights {
    private SoundWeights() {}

    /**
     * What is wrong with values; nothing where each is finite and no variance is negative.
     *
     * @param called what to call a parameter, like {@code tensor head.weight}
     * @return which parameter, what was expected and what was found, in a line
     */
    public static Optional<String> fault(ParameterLayout layout, float[] values, Function<Parameter, String> called) {
        for (Parameter parameter : layout.parameters()) {
            boolean variance = parameter.role() == Role.BN_VAR;
            int end = parameter.end();
            for (int n = parameter.offset(); n < end; n++) {
                if (!Float.isFinite(values[n]) || (variance && values[n] < 0)) {
                    return Optional.of("%s: expected %s, found %s at value %d"
                            .formatted(
                                    called.apply(parameter),
                                    variance ? "finite variances from 0 on" : "finite values of float",
                                    values[n],
                                    n - parameter.offset()));
                }
            }
        }
        return Optional.empty();
    }
}
