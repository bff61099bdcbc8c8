package io.lossatlas.bench.subject;

import io.lossatlas.bench.peer.PeerFiles;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.config.EngineKind;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One network and what it is timed at. Its text is the task and the network's name. */
public interface BenchCase {
    /** Images that a network is run on, over and over. */
    int IMAGES = 512;

    /** How many of the first images the contestants' losses are compared on. */
    int COMPARED = 64;

    /** What is timed. */
    Task task();

    /** Name of the network, like {@code d10-plain-w8}. */
    String network();

    /** What the network is run on: {@value #COMPARED} images or more. */
    LabelledImages images();

    /** Operations of an image, two for each multiply-add of direct convolution; {@link Graph} says how many passes a task is. */
    long operations();

    /** Each in turn is timed; at least one. */
    List<EngineKind> engines();

    /** The network compiled anew, from where it comes: of a file, its reading is part of this. */
    Engine engine(EngineKind kind);

    /**
     * What all contestants start from.
     *
     * @param simd the network compiled by that engine
     */
    Weights weights(Engine simd);

    /**
     * What a peer is told to take network and images: the rest of the command {@code open}, see its script.
     *
     * @param files where to put what is too large for a command
     * @return nothing where a peer of this kind cannot compute the network
     */
    Optional<Map<String, Object>> opening(PeerKind peer, Weights weights, PeerFiles files);

    /** Which network of the sweep's family it is; nothing for others. */
    default Optional<Variant> variant() {
        return Optional.empty();
    }
}
