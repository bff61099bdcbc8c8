package io.lossatlas.onnx;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Weights;
import java.util.List;

/**
 * A network of an ONNX file. Its parameters bear the initializers' names, and their shapes and values are the file's.
 *
 * @param name the file's, without its ending
 * @param graph from images to logits
 * @param weights the initializers
 * @param logits name of the value of the file that is the logits
 * @param opset version of ONNX's operators
 * @param notes what a user should know of how the file was understood, a sentence each
 */
public record OnnxNetwork(String name, Graph graph, Weights weights, String logits, long opset, List<String> notes) {

    /** Copies the notes. */
    public OnnxNetwork {
        notes = List.copyOf(notes);
    }
}
