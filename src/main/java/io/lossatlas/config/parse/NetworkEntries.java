package io.lossatlas.config.parse;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.lossatlas.config.NetworkConfig;
import io.lossatlas.config.PlaneConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the networks that are brought along, each a group of the keys {@code name}, {@code graph} and {@code weights}. */
final class NetworkEntries {
    private static final String NAME = "name";
    private static final String GRAPH = "graph";
    private static final String WEIGHTS = "weights";
    private static final String EXPECTED = "a list of networks, each like {name = mine, graph = \"mine.onnx\"}";

    /** What tables say where they mean no network, or several. */
    private static final Set<String> TAKEN = Set.of("all", "none");

    private NetworkEntries() {}

    static List<NetworkConfig> read(Setting setting) {
        if (!(setting.value() instanceof ConfigList list)) {
            throw setting.refused(EXPECTED);
        }
        List<NetworkConfig> networks = new ArrayList<>();
        for (ConfigValue entry : list) {
            if (!(entry instanceof ConfigObject)) {
                throw setting.refused(EXPECTED);
            }
            PlaneConfig keys =
                    new PlaneEntry("%s[%d]".formatted(setting.key(), networks.size()), entry, setting.source());
            NetworkConfig network = network(keys);
            if (networks.stream().anyMatch(other -> other.name().equals(network.name()))) {
                throw keys.refused(NAME, "each name once, and %s is another's too".formatted(network.name()));
            }
            networks.add(network);
        }
        return networks;
    }

    private static NetworkConfig network(PlaneConfig keys) {
        keys.allowOnly(NAME, GRAPH, WEIGHTS);
        String graph = keys.text(GRAPH)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> keys.refused(GRAPH, "the path or URI of an ONNX file"));
        String name = keys.text(NAME).orElseGet(() -> NetworkConfig.nameOf(graph));
        if (!name.matches(NetworkConfig.NAME) || TAKEN.contains(name)) {
            String expected = "letters, digits, dots, hyphens and underscores, and neither all nor none";
            throw keys.refused(
                    NAME, keys.text(NAME).isPresent() ? expected : expected + ", which '%s' is not".formatted(name));
        }
        return new NetworkConfig(name, graph, keys.texts(WEIGHTS));
    }
}
