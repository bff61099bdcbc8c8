package io.lossatlas.onnx.open;

import io.lossatlas.graph.Weights;
import java.util.List;

/**
 * A network of an ONNX file, of any operations.
 *
 * @param model without its parameters
 * @param weights the initializers
 * @param opset version of ONNX's operators
 * @param notes what a user should know of how the file was understood, a sentence each
 */
public record OpenNetwork(OpenModel model, Weights weights, long opset, List<String> notes) {

    /** Copies the notes. */
    public OpenNetwork {
        notes = List.copyOf(notes);
    }
}
