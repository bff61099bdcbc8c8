package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.SafeTensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Weights, read from a safetensors file through a small buffer.
 *
 * @param values {@code float[layout.size()]}
 * @param step that the file says they are of
 */
record SafeTensorsWeights(float[] values, OptionalInt step) {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads a file to its end.
     *
     * @param length of the file
     * @param source what to call it in a refusal
     * @param parameters those of the layout by the names of their tensors
     * @param check of the shapes of all tensors by name
     */
    static SafeTensorsWeights read(
            InputStream in,
            long length,
            String source,
            ParameterLayout layout,
            Map<String, Parameter> parameters,
            Consumer<Map<String, List<Long>>> check)
            throws IOException {
        SafeTensors file = SafeTensors.read(in, length, source);
        Map<String, List<Long>> shapes = file.tensors().stream()
                .filter(tensor -> !tensor.name().endsWith(TensorNames.COUNTER))
                .collect(Collectors.toMap(Tensor::name, Tensor::shape, (one, other) -> one, LinkedHashMap::new));
        check.accept(shapes);
        file.tensors().stream()
                .filter(tensor ->
                        parameters.containsKey(tensor.name()) && !tensor.type().isFloating())
                .findFirst()
                .ifPresent(tensor -> {
                    throw new RefusedException("%s: tensor %s: expected dtype F32, F64, F16 or BF16, found %s"
                            .formatted(source, tensor.name(), tensor.type()));
                });
        float[] values = new float[layout.size()];
        byte[] buffer = new byte[BUFFER];
        for (Tensor tensor : file.tensors()) {
            copy(tensor, in, buffer, Optional.ofNullable(parameters.get(tensor.name())), values, source);
        }
        return new SafeTensorsWeights(values, file.step());
    }

    /** Reads a tensor's values into its parameter, or past them where it has none. */
    private static void copy(
            Tensor tensor, InputStream in, byte[] buffer, Optional<Parameter> parameter, float[] values, String source)
            throws IOException {
        long left = tensor.end() - tensor.begin();
        int next = parameter.map(Parameter::offset).orElse(0);
        while (left > 0) {
            int bytes = (int) Math.min(left, buffer.length);
            if (in.readNBytes(buffer, 0, bytes) < bytes) {
                throw new RefusedException("%s: tensor %s: expected %d values, found the end of the file"
                        .formatted(source, tensor.name(), tensor.elements()));
            }
            ByteBuffer read = ByteBuffer.wrap(buffer, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (parameter.isPresent() && read.hasRemaining()) {
                values[next++] = tensor.type().next(read);
            }
            left -= bytes;
        }
    }
}
