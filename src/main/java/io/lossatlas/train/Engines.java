package io.lossatlas.train;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.data.ImageShape;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.model.GraphNetwork;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.RuntimeNetwork;
import io.lossatlas.model.Variant;
import io.lossatlas.runtime.RuntimeEngine;

/** The engines that a configuration can ask for. */
public final class Engines {
    private Engines() {}

    /**
     * A network, ready to be sent to executors, under cross-entropy.
     *
     * @param images that it reads
     * @param classes number of its logits
     * @throws IllegalArgumentException naming the node when the engine does not compute the network
     */
    public static Engine of(EngineKind kind, MappedNetwork network, ImageShape images, int classes) {
        return of(kind, network, images, classes, LossKind.CROSS_ENTROPY);
    }

    /**
     * A network, ready to be sent to executors.
     *
     * @param images that it reads
     * @param outputs number of its outputs
     * @param loss that it is evaluated by
     * @throws IllegalArgumentException naming the node when the engine does not compute the network
     */
    public static Engine of(EngineKind kind, MappedNetwork network, ImageShape images, int outputs, LossKind loss) {
        ExampleLoss each = each(loss);
        return switch (kind) {
            case SIMD -> SimdEngine.compile(known(network).graph(images, outputs), each);
            case DL4J -> Dl4jEngine.of(ofSweep(network), images, outputs, each);
            case ONNXRUNTIME -> new RuntimeEngine(ofFile(network).model(), outputs, each);
        };
    }

    private static ExampleLoss each(LossKind loss) {
        return switch (loss) {
            case CROSS_ENTROPY -> ExampleLoss.CROSS_ENTROPY;
            case MSE -> ExampleLoss.MEAN_SQUARED_ERROR;
        };
    }

    private static GraphNetwork known(MappedNetwork network) {
        if (network instanceof GraphNetwork known) {
            return known;
        }
        throw new IllegalArgumentException("engine simd: expected a network of known operations, found " + network);
    }

    private static RuntimeNetwork ofFile(MappedNetwork network) {
        if (network instanceof RuntimeNetwork file) {
            return file;
        }
        throw new IllegalArgumentException("engine onnxruntime: expected a network of an ONNX file, found " + network);
    }

    private static Variant ofSweep(MappedNetwork network) {
        if (network instanceof Variant variant) {
            return variant;
        }
        throw new IllegalArgumentException("engine dl4j: expected a network of a sweep, found " + network);
    }
}
