package io.lossatlas.train;

import io.lossatlas.config.EngineKind;
import io.lossatlas.data.ImageShape;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;

/** The engines that a configuration can ask for. */
public final class Engines {
    private Engines() {}

    /**
     * The network of a variant, ready to be sent to executors.
     *
     * @param images that it reads
     * @param classes number of its logits
     */
    public static Engine of(EngineKind kind, Variant variant, ImageShape images, int classes) {
        return switch (kind) {
            case SIMD -> SimdEngine.compile(FamilyGraph.of(variant, images, classes));
            case DL4J -> Dl4jEngine.of(variant, images, classes);
        };
    }
}
