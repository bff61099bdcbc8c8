package io.lossatlas.onnx.file;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.SoundWeights;
import io.lossatlas.graph.Weights;
import java.io.IOException;
import java.util.List;

/** Reads the parameters of a network from the tensors of its file. */
public final class ParameterValues {
    private ParameterValues() {}

    /**
     * Reads all parameters, rounded to float.
     *
     * @param sources where the values of each parameter are, in the order of the layout
     * @throws IllegalArgumentException naming an initializer with a value that is not finite or a variance below 0
     */
    public static Weights read(ParameterLayout layout, List<StoredTensor> sources) throws IOException {
        List<Parameter> parameters = layout.parameters();
        float[] values = new float[layout.size()];
        for (int n = 0; n < parameters.size(); n++) {
            sources.get(n).read(values, parameters.get(n).offset());
        }
        SoundWeights.fault(layout, values, parameter -> "initializer " + parameter.name())
                .ifPresent(fault -> {
                    throw new IllegalArgumentException(fault);
                });
        return new Weights(layout, values);
    }
}
