package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;

/**
 * A network that is brought along.
 *
 * @param id its name in tables and files
 * @param graph the network
 */
public record OwnNetwork(String id, Graph graph) implements GraphNetwork {

    @Override
    public Graph graph(ImageShape images, int classes) {
        return graph;
    }

    @Override
    public String toString() {
        return id;
    }
}
