package io.lossatlas.onnx.open;

import io.lossatlas.graph.ParameterLayout;
import java.io.Serializable;
import java.util.List;

/**
 * An ONNX model without its parameters. It has one input, images as floats, and one output, the logits as floats.
 *
 * @param message the model; every initializer that is a parameter is missing. Not copied, never written to
 * @param layout of the parameters in the flat vector
 * @param initializers names that the parameters of the layout have in the model, in its order
 * @param input name of the images
 * @param extents of the input, the batch before those of an image
 * @param output name of the logits, {@code [batch, classes]}
 */
public record OpenModel(
        byte[] message,
        ParameterLayout layout,
        List<String> initializers,
        String input,
        List<Long> extents,
        String output)
        implements Serializable {

    /** Copies the lists. */
    public OpenModel {
        initializers = List.copyOf(initializers);
        extents = List.copyOf(extents);
    }

    /** Images of a batch: the model computes no other number at a time. */
    public int batch() {
        return Math.toIntExact(extents.get(0));
    }
}
