package io.lossatlas.plane;

import io.lossatlas.config.NetworkConfig;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.model.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The networks of a run, as far as planes have to know them.
 *
 * @param networks those of the sweep, or those that are brought along
 */
public record RunNetworks(List<RunNetwork> networks) {
    private static final int MOST_NAMED = 12;

    /** Copies the list. */
    public RunNetworks {
        networks = List.copyOf(networks);
    }

    /**
     * The networks of a sweep.
     *
     * @param lastStep of each of them: updates of its training; absent where only the images tell
     * @param train tells at which steps weights are stored
     */
    public static RunNetworks ofSweep(List<Variant> variants, OptionalInt lastStep, TrainConfig train) {
        return new RunNetworks(variants.stream()
                .map(variant -> RunNetwork.of(variant, lastStep, train))
                .toList());
    }

    /** The names of the networks that a configuration is about. */
    public static List<String> ids(RunConfig config) {
        return config.networks().isEmpty()
                ? Variant.of(config.sweep()).stream().map(Variant::id).toList()
                : config.networks().stream().map(NetworkConfig::name).toList();
    }

    /** The network of an id. */
    public Optional<RunNetwork> network(String id) {
        return networks.stream().filter(network -> network.id().equals(id)).findFirst();
    }

    /** Their ids, the first so many. */
    public String names() {
        return networks.stream().limit(MOST_NAMED).map(RunNetwork::id).collect(Collectors.joining(", "))
                + (networks.size() > MOST_NAMED ? ", ..." : "");
    }

    /** The steps at which weights of a network are stored, the first so many. */
    public static String steps(RunNetwork network) {
        int last = network.lastStep().orElseThrow();
        List<String> steps = IntStream.rangeClosed(0, last)
                .filter(network::stores)
                .mapToObj(Integer::toString)
                .limit(MOST_NAMED)
                .toList();
        return String.join(", ", steps) + (steps.size() == MOST_NAMED ? ", ..., " + last : "");
    }
}
