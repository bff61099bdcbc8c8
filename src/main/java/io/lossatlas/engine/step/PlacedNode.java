package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Windows;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.shape.Window;
import java.util.List;

/**
 * A node of a graph whose inputs have their numbers.
 *
 * @param node the node
 * @param values numbers of the values that it reads
 * @param inputs shapes of these values
 * @param output shape of what it makes
 */
public record PlacedNode(Node node, List<Integer> values, List<Shape> inputs, Shape output) {

    /** The one value that it reads. */
    int value() {
        return values.get(0);
    }

    /** The shape of the one value that it reads. */
    Shape input() {
        return inputs.get(0);
    }

    /** Windows over the image that it reads. */
    Windows windows(Window window) {
        return new Windows(
                input(),
                output,
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.padTop(),
                window.padLeft());
    }

    IllegalArgumentException refused(String setting, Object found) {
        return new IllegalArgumentException("node %s, a %s, cannot be compiled: its %s is %s"
                .formatted(node.name(), node.op().title(), setting, found));
    }
}
