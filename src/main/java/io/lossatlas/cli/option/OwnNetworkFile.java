package io.lossatlas.cli.option;

import io.lossatlas.config.identity.Sha256;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.OwnNetwork;
import io.lossatlas.model.RuntimeNetwork;
import io.lossatlas.plane.RunNetwork;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.commons.lang3.SerializationUtils;

/**
 * A network that is brought along, read and checked.
 *
 * @param network its name, and graph or model
 * @param layout of its parameters
 * @param file name of the ONNX file, without folder
 * @param sha256 of that file, in hexadecimal
 * @param opset version of ONNX's operators
 * @param notes what a user should know of how the file was understood
 * @param steps its weights, by the step of its training
 */
public record OwnNetworkFile(
        MappedNetwork network,
        ParameterLayout layout,
        String file,
        String sha256,
        long opset,
        List<String> notes,
        SortedMap<Integer, Step> steps) {

    /** Copies list and map. */
    public OwnNetworkFile {
        notes = List.copyOf(notes);
        steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    }

    /**
     * Weights of one step.
     *
     * @param file its name, without folder
     * @param sha256 of the file, or of the values where they are the graph's own, in hexadecimal
     * @param weights reads them
     */
    public record Step(String file, String sha256, Supplier<Weights> weights) {}

    /** Its name in tables and files. */
    public String id() {
        return network.id();
    }

    /** Its weights by step, each read when it is asked for. */
    public SortedMap<Integer, Supplier<Weights>> weights() {
        SortedMap<Integer, Supplier<Weights>> weights = new TreeMap<>();
        steps.forEach((step, of) -> weights.put(step, of.weights()));
        return weights;
    }

    /** What planes have to know of it. */
    public RunNetwork known() {
        String same = Sha256.hex(SerializationUtils.serialize(content()));
        return RunNetwork.brought(id(), same, new TreeMap<>(steps).navigableKeySet());
    }

    private Serializable content() {
        if (network instanceof OwnNetwork own) {
            return own.graph();
        }
        return network instanceof RuntimeNetwork runtime ? runtime.model() : network;
    }

    /** Hashes of graph and weights, by what they are of. */
    public Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        hashes.put(id() + ".graph", sha256);
        steps.forEach((step, of) -> hashes.put("%s.weights.%d".formatted(id(), step), of.sha256()));
        return hashes;
    }

    /** Where it comes from, as the manifest says it. */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("network_" + id(), "%s, ONNX's operators of version %d".formatted(file, opset));
        steps.forEach((step, of) -> provenance.put("network_%s_step_%d".formatted(id(), step), of.file()));
        return provenance;
    }
}
