package io.lossatlas.onnx.file;

import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says, checked for itself: types, sizes and names, not what its operations make of them.
 *
 * @param opset version of ONNX's own operators
 * @param nodes in the file's order
 * @param initializers by name
 * @param inputs those that no initializer fills
 * @param outputs names of values, with their declared extents
 */
public record OnnxModel(
        long opset,
        List<OnnxNode> nodes,
        Map<String, StoredTensor> initializers,
        List<Declared> inputs,
        List<Declared> outputs) {

    /** An extent that the file leaves open. */
    public static final long OPEN = -1;

    /**
     * An input or output as declared.
     *
     * @param type ONNX's number of its element type; 0 where not said
     * @param dims extents, {@link #OPEN} where they are symbolic; null where nothing is said of them
     */
    public record Declared(String name, int type, long[] dims) {}
}
