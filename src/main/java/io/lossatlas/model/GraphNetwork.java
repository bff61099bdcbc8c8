package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.ParameterLayout;

/** A network whose operations are known. */
public sealed interface GraphNetwork extends MappedNetwork permits Variant, OwnNetwork {

    /**
     * The network from images to logits.
     *
     * @param images that it reads
     * @param classes number of its logits
     */
    Graph graph(ImageShape images, int classes);

    @Override
    default ParameterLayout layout(ImageShape images, int classes) {
        return graph(images, classes).layout();
    }

    @Override
    default long operations(ImageShape images, int classes) {
        return graph(images, classes).operations();
    }
}
