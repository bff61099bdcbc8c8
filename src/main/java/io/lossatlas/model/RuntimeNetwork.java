package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.onnx.open.OpenModel;

/**
 * A network that is brought along and computed as its file says it, whether its operations are known or not.
 *
 * @param id its name in tables and files
 * @param model without its parameters
 * @param operations floating-point operations of one image's forward pass, or an estimate of them
 */
public record RuntimeNetwork(String id, OpenModel model, long operations) implements MappedNetwork {

    @Override
    public ParameterLayout layout(ImageShape images, int classes) {
        return model.layout();
    }

    @Override
    public long operations(ImageShape images, int classes) {
        return operations;
    }

    @Override
    public String toString() {
        return id;
    }
}
