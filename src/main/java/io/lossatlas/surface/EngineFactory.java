package io.lossatlas.surface;

import io.lossatlas.engine.Engine;
import io.lossatlas.model.Variant;

/** Makes what evaluates a network. */
@FunctionalInterface
public interface EngineFactory {

    /**
     * The engine of a variant.
     *
     * @param height rows of an image
     * @param width columns of an image
     */
    Engine of(Variant variant, int height, int width);
}
