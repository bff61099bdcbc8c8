package io.lossatlas.bench.subject;

import io.lossatlas.bench.peer.PeerFiles;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluation of the network of an ONNX file, from its initializers, with frozen batch normalisation.
 *
 * @param network its name
 * @param file the ONNX file
 * @param example shape of what it reads
 * @param logits name of the value of the file that is the logits
 * @param operations of an image
 * @param weights the initializers
 * @param images drawn
 */
public record NetworkCase(
        String network,
        Path file,
        TensorShape example,
        String logits,
        long operations,
        Weights weights,
        LabelledImages images)
        implements BenchCase {

    /**
     * Reads a file.
     *
     * @param example shape of what the network reads; needed where the file leaves it open
     * @throws RefusedException naming the file and node, what was expected and what was found
     */
    public static NetworkCase read(String network, Path file, Optional<TensorShape> example) {
        OnnxNetwork read = read(file, example);
        TensorShape input = read.graph().input();
        if (!input.isImage() && !input.isVector()) {
            throw new RefusedException(
                    "%s: expected a network that reads images (channels x height x width) or vectors, found %s"
                            .formatted(file, input));
        }
        return new NetworkCase(
                network,
                file,
                input,
                read.logits(),
                read.graph().operations(),
                read.weights(),
                RandomImages.draw(input, read.graph().classes()));
    }

    private static OnnxNetwork read(Path file, Optional<TensorShape> example) {
        return example.map(shape -> OnnxReader.read(file, shape)).orElseGet(() -> OnnxReader.read(file));
    }

    @Override
    public Task task() {
        return Task.EVAL;
    }

    @Override
    public List<EngineKind> engines() {
        return List.of(EngineKind.SIMD);
    }

    /**
     * Reads and compiles it.
     *
     * @throws RefusedException naming the file and node that the engine does not compute
     */
    @Override
    public Engine engine(EngineKind kind) {
        if (kind != EngineKind.SIMD) {
            throw new IllegalArgumentException("engine %s at the network of a file".formatted(kind.text()));
        }
        return compile();
    }

    /** The same by its own type. */
    public SimdEngine compile() {
        try {
            return SimdEngine.compile(read(file, Optional.of(example)).graph());
        } catch (IllegalArgumentException e) {
            throw new RefusedException("%s: read, but not compiled: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public Weights weights(Engine simd) {
        return weights;
    }

    @Override
    public Optional<Map<String, Object>> opening(PeerKind peer, Weights from, PeerFiles files) {
        return peer == PeerKind.ONNX_RUNTIME
                ? Optional.of(Map.of(
                        "network", file.toAbsolutePath().toString(),
                        "logits", logits,
                        "example", example.extents(),
                        "inputs", files.floats("inputs", inputs()),
                        "labels", files.ints("labels", images.labels())))
                : Optional.empty();
    }

    private float[] inputs() {
        float[] inputs = new float[Math.multiplyExact(images.count(), example.size())];
        for (int image = 0; image < images.count(); image++) {
            images.inputs(image, inputs, image * example.size());
        }
        return inputs;
    }

    @Override
    public String toString() {
        return task().text() + " " + network;
    }
}
