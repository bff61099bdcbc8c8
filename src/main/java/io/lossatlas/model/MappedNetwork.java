package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import java.io.Serializable;

/** A network whose landscape is mapped: one of a sweep, or one that is brought along. */
public sealed interface MappedNetwork extends Serializable permits Variant, OwnNetwork {

    /** The name in tables and files. */
    String id();

    /**
     * The network from images to logits.
     *
     * @param images that it reads
     * @param classes number of its logits
     */
    Graph graph(ImageShape images, int classes);
}
