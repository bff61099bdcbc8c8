package io.lossatlas.onnx;

import io.lossatlas.onnx.file.StoredTensor;

/**
 * An initializer of floats, as a parameter.
 *
 * @param name its own, or that of the {@code Identity} that hands it on: exporters keep equal initializers once and hand them on by
 *     {@code Identity}, and they are parameters of their own nevertheless
 * @param transposed whether the value is the matrix's transpose; what is stored stays as it is
 */
record ParameterSource(String name, StoredTensor tensor, boolean transposed) implements Value {

    /** The same parameter of another name. */
    ParameterSource named(String other) {
        return new ParameterSource(other, tensor, transposed);
    }

    /** The same parameter, turned. */
    ParameterSource transpose() {
        return new ParameterSource(name, tensor, !transposed);
    }
}
