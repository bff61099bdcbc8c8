package io.lossatlas.surface;

import io.lossatlas.data.ImageShape;
import io.lossatlas.engine.Engine;
import io.lossatlas.model.Variant;

/** Makes what evaluates a network. */
@FunctionalInterface
public interface EngineFactory {

    /**
     * The engine of a variant.
     *
     * @param images that it reads
     * @param classes number of its logits
     */
    Engine of(Variant variant, ImageShape images, int classes);
}
