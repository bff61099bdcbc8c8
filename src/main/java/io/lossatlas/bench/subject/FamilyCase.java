package io.lossatlas.bench.subject;

import io.lossatlas.bench.peer.PeerFiles;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;
import io.lossatlas.train.Engines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network of the sweep's family.
 *
 * @param task what is timed
 * @param depth of the network
 * @param wiring of the network
 * @param width of the network
 * @param engines each in turn
 * @param images grey ones
 */
public record FamilyCase(
        Task task, int depth, Wiring wiring, int width, List<EngineKind> engines, LabelledImages images)
        implements BenchCase {
    private static final long SEED = 1;
    private static final double RATE = 0.01;

    /** Copies the list. */
    public FamilyCase {
        engines = List.copyOf(engines);
    }

    @Override
    public String network() {
        return "d%d-%s-w%d".formatted(depth, wiring.text(), width);
    }

    @Override
    public Optional<Variant> variant() {
        return Optional.of(ofSweep());
    }

    private Variant ofSweep() {
        return new Variant(depth, wiring, width, SEED, RATE);
    }

    @Override
    public long operations() {
        Graph graph = FamilyGraph.of(ofSweep(), images.shape(), images.classes());
        return switch (task) {
            case EVAL -> graph.operations();
            case TRAIN -> graph.trainingOperations(1);
            case PRODUCT -> graph.productOperations();
        };
    }

    @Override
    public Engine engine(EngineKind kind) {
        return Engines.of(kind, ofSweep(), images.shape(), images.classes());
    }

    @Override
    public Weights weights(Engine simd) {
        return SubjectWeights.draw(simd, images);
    }

    @Override
    public Optional<Map<String, Object>> opening(PeerKind peer, Weights weights, PeerFiles files) {
        if (peer != PeerKind.PYTORCH) {
            return Optional.empty();
        }
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("depth", depth);
        command.put("width", width);
        command.put("skip", wiring == Wiring.SKIP);
        command.put("height", images.shape().height());
        command.put("columns", images.shape().width());
        Normalisation.Channel grey = images.normalisation().channels().get(0);
        command.put("mean", grey.mean());
        command.put("deviation", grey.deviation());
        command.put("blocks", index(weights.layout()));
        command.put("weights", files.floats("weights", weights.values()));
        if (task == Task.PRODUCT) {
            command.put("vector", files.floats("vector", SubjectWeights.vector(weights.layout())));
        }
        command.put("images", files.bytes("images", images.bytes()));
        command.put("labels", files.bytes("labels", bytes(images.labels())));
        return Optional.of(command);
    }

    /** Of at most 256 classes, as those of the shipped data are. */
    private static byte[] bytes(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) labels[n];
        }
        return bytes;
    }

    private static List<Object> index(ParameterLayout layout) {
        List<Object> index = new ArrayList<>();
        layout.parameters()
                .forEach(parameter ->
                        index.add(List.of(parameter.name(), parameter.role().text(), parameter.shape())));
        return index;
    }

    @Override
    public String toString() {
        return task.text() + " " + network();
    }
}
