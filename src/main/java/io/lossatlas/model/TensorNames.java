package io.lossatlas.model;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that a network's parameters have in PyTorch, for a module whose parts are called as LossAtlas calls its layers:
 * {@code b00/conv1} of kind {@code conv} is {@code b00.conv1.weight}, {@code b00/bn1} of kind {@code bn_var} is
 * {@code b00.bn1.running_var}. Shapes and order of values are the same in both.
 */
public final class TensorNames {
    /** What PyTorch counts beside the running statistics; no parameter of the network. */
    static final String COUNTER = ".num_batches_tracked";

    private TensorNames() {}

    /** The name of a parameter. */
    public static String of(Parameter parameter) {
        String path = parameter.name().replace('/', '.');
        return path
                + switch (parameter.role()) {
                    case CONV, DENSE, BN_GAMMA, NORM_SCALE, EMBEDDING -> ".weight";
                    case BIAS, BN_BETA, NORM_SHIFT -> ".bias";
                    case BN_MEAN -> ".running_mean";
                    case BN_VAR -> ".running_var";
                    case OTHER -> "";
                };
    }

    /** The parameters of a layout by their names, in the order of the layout. */
    static Map<String, Parameter> of(ParameterLayout layout) {
        Map<String, Parameter> names = new LinkedHashMap<>();
        layout.parameters().forEach(parameter -> names.put(of(parameter), parameter));
        return names;
    }
}
