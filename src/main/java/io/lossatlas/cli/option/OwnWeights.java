package io.lossatlas.cli.option;

import io.lossatlas.model.NetworkFile;
import io.lossatlas.model.Variant;
import java.util.Map;

/**
 * A user's own network, checked.
 *
 * @param file its name, without folder
 * @param variant what it is of
 * @param network its content
 */
public record OwnWeights(String file, Variant variant, NetworkFile network) {

    /** Where the weights come from, as the manifest says it. */
    public Map<String, String> provenance() {
        return Map.of(
                "weights_file", file,
                "weights_format", network.format(),
                "weights_sha256", network.sha256());
    }
}
