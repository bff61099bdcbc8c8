package io.lossatlas.train;

import io.lossatlas.data.ImageShape;
import io.lossatlas.config.EngineKind;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import org.nd4j.linalg.learning.config.NoOp;

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
            case SIMD ->
                SimdEngine.compile(
                        Networks.configuration(variant, images, classes, Head.LOGITS, new NoOp(), 0), images);
            case DL4J -> Dl4jEngine.of(variant, images, classes);
        };
    }
}
