package io.lossatlas.plane;

import io.lossatlas.config.NetworkConfig;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights that a plane leads to, as the configuration spells them: {@code VARIANT}, {@code VARIANT@STEP}, {@code @STEP} of the
 * network itself, or a file of weights, which are known by its name, less folder and ending, at step 0.
 *
 * @param text as it is written
 * @param file local or any Hadoop URI, where it is one
 * @param network the network itself where there is none
 * @param step the last where there is none
 * @param place key and place, for messages
 */
public record NetworkTarget(
        String text, Optional<String> file, Optional<String> network, OptionalInt step, String place) {
    private static final Pattern TARGET = Pattern.compile("([\\w.-]+)?(?:@(\\d{1,9}))?");

    /** How a name ends that is a file's. */
    private static final Pattern FILE = Pattern.compile(".+\\.(safetensors|onnx|zip)", Pattern.CASE_INSENSITIVE);

    /** Reads the value of a key. */
    static NetworkTarget read(String text, PlaneConfig entry, String key) {
        if (FILE.matcher(text).matches()) {
            return ofFile(text, entry, key);
        }
        Matcher target = TARGET.matcher(text);
        if (text.isEmpty() || !target.matches()) {
            throw entry.refused(
                    key, "VARIANT, VARIANT@STEP, @STEP, or a file that ends in .safetensors, .onnx or .zip");
        }
        OptionalInt step =
                target.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(target.group(2)));
        return new NetworkTarget(text, Optional.empty(), Optional.ofNullable(target.group(1)), step, entry.place(key));
    }

    private static NetworkTarget ofFile(String file, PlaneConfig entry, String key) {
        String name = NetworkConfig.nameOf(file);
        if (!name.matches(NetworkConfig.NAME)) {
            throw entry.refused(
                    key,
                    "a file whose name has letters, digits, dots, hyphens and underscores, and begins with a letter or digit");
        }
        return new NetworkTarget(file, Optional.of(file), Optional.of(name), OptionalInt.of(0), entry.place(key));
    }

    /** What decides where a plane leads, in few words: of a file its name, since its content is compared by its hash. */
    String setting() {
        return file.isPresent() ? "file " + network.orElseThrow() : text;
    }

    /** As a part of the name of a plane. */
    String id() {
        return file.isPresent()
                ? network.orElseThrow()
                : text.replaceFirst("^@", "step").replace("@", "-step");
    }

    /** Checks that it is there for each network that a plane goes through. */
    void check(RunNetworks networks, List<RunNetwork> through) {
        if (network.isEmpty()) {
            through.forEach(this::requireStored);
            return;
        }
        if (file.isPresent()) {
            checkFile(networks, through);
            return;
        }
        RunNetwork other = networks.network(network.get())
                .orElseThrow(() -> new RefusedException(
                        "%s: expected a network of the run: %s; found %s".formatted(place, networks.names(), text)));
        requireStored(other);
        requireGraph(through, other.graph(), text);
    }

    private void requireGraph(List<RunNetwork> through, String graph, String found) {
        for (RunNetwork each : through) {
            if (!each.graph().equals(graph)) {
                throw new RefusedException(("%s: expected a network of the graph of %s, found %s; variants = [...] "
                                + "limits a plane to networks of one graph")
                        .formatted(place, each.id(), found));
            }
        }
    }

    /** Whether the file is there and of the graph is seen when it is read. */
    private void checkFile(RunNetworks networks, List<RunNetwork> through) {
        String name = network.orElseThrow();
        if (networks.network(name).isPresent()) {
            throw new RefusedException("%s: expected a file of another name than the run's networks, found %s"
                    .formatted(place, Secrets.mask(text)));
        }
        if (!through.isEmpty()) {
            RunNetwork first = through.get(0);
            requireGraph(through, first.graph(), "one of the graph of " + first.id());
        }
    }

    private void requireStored(RunNetwork other) {
        if (step.isPresent() && !other.stores(step.getAsInt())) {
            throw new RefusedException(
                    "%s: expected a step whose weights are stored (train.checkpoint-every): %s; found %s"
                            .formatted(place, RunNetworks.steps(other), text));
        }
    }

    /** The weights that it means beside those of a network. */
    WeightsKey of(RunNetwork through, RunNetworks networks) {
        if (file.isPresent()) {
            return new WeightsKey(network.orElseThrow(), step.orElseThrow());
        }
        RunNetwork other = network.flatMap(networks::network).orElse(through);
        return new WeightsKey(other.id(), step.orElseGet(other::centre));
    }

    /** Whether it means these very weights. */
    boolean isSelf(RunNetwork through, int centre) {
        boolean own = network.isEmpty() || network.get().equals(through.id());
        boolean same = step.isEmpty()
                ? through.lastStep().isEmpty() || through.lastStep().getAsInt() == centre
                : step.getAsInt() == centre && through.lastStep().isPresent();
        return own && same;
    }
}
