package io.lossatlas.cli.option;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Secrets;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.model.NetworkFile;
import io.lossatlas.model.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Networks that the user has trained, in place of a training. */
public final class NetworkOptions {
    @Option(
            names = "--network",
            paramLabel = "[NAME=]FILE",
            description =
                    "Your own network, of any graph, in place of the sweep: an ONNX file, local or any Hadoop URI; "
                            + "repeatable. Its name is the file's unless one is given; with surface.loss=mse one that gives numbers. See src/site/markdown/networks.md.")
    private List<String> networks = new ArrayList<>();

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "With one --network its weights: safetensors by the initializers' names, one file for each step of "
                            + "its training; without it the graph's own. Without --network one trained network of the sweep's family "
                            + "in place of training: a safetensors file with PyTorch's names or a DL4J model file; the sweep must name "
                            + "exactly one variant: depth, skips and width are the file's, seed and learning rate only name it. "
                            + "See src/site/markdown/weights.md.")
    private List<String> weights = new ArrayList<>();

    /** The options as settings of the configuration. */
    public List<String> settings() {
        if (networks.isEmpty()) {
            return List.of();
        }
        if (networks.size() > 1 && !weights.isEmpty()) {
            throw new RefusedException(
                    "--weights: expected one --network beside it, found %d; networks = [{name, graph, weights}] in the configuration gives each its own"
                            .formatted(networks.size()));
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String network : networks) {
            NamedFile file = NamedFile.of(network);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", file.name());
            entry.put("graph", file.file());
            if (!weights.isEmpty()) {
                entry.put("weights", weights);
            }
            entries.add(entry);
        }
        return List.of("networks=" + ConfigValueFactory.fromIterable(entries).render(ConfigRenderOptions.concise()));
    }

    /**
     * Reads and checks the file, if one is given.
     *
     * @throws RefusedException when it cannot be read or is not the variant of the configuration
     */
    public Optional<OwnWeights> read(RunConfig config, DataSet data, Configuration hadoop) {
        if (weights.isEmpty() || !networks.isEmpty()) {
            return Optional.empty();
        }
        if (!config.networks().isEmpty()) {
            throw new RefusedException(
                    "--weights: expected --network beside it, or weights = [...] of the configuration's "
                            + "networks, found neither");
        }
        if (weights.size() > 1) {
            throw new RefusedException(
                    "--weights: expected one file without --network, found %d".formatted(weights.size()));
        }
        String file = weights.get(0);
        List<Variant> variants = Variant.of(config.sweep());
        if (variants.size() != 1) {
            throw new RefusedException(
                    "--weights: expected a sweep of one variant (one depth, skip, width, seed and learning rate), "
                            + "found %d: %s"
                                    .formatted(variants.size(), variants.subList(0, Math.min(4, variants.size()))));
        }
        LabelledImages train = data.train();
        Variant variant = variants.get(0);
        String source = "--weights " + Secrets.mask(file);
        NetworkFile network = new NetworkFiles(hadoop)
                .open(
                        file,
                        source,
                        (in, length) -> NetworkFile.read(in, length, source, variant, train.shape(), train.classes()));
        return Optional.of(new OwnWeights(NetworkFiles.name(file), variant, network));
    }
}
