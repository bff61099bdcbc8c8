package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.ParameterLayout;
import java.io.Serializable;

/** A network whose landscape is mapped: one of a sweep, or one that is brought along. */
public sealed interface MappedNetwork extends Serializable permits GraphNetwork, RuntimeNetwork {

    /** The name in tables and files. */
    String id();

    /**
     * The layout of its flat parameter vector.
     *
     * @param images that it reads
     * @param classes number of its logits
     */
    ParameterLayout layout(ImageShape images, int classes);

    /**
     * Floating-point operations of one image's forward pass, two for each multiply-add.
     *
     * @param images that it reads
     * @param classes number of its logits
     */
    long operations(ImageShape images, int classes);
}
