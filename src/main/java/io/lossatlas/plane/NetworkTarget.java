package io.lossatlas.plane;

import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights that a plane leads to, as the configuration spells them: {@code VARIANT}, {@code VARIANT@STEP}, or {@code @STEP} of the
 * network itself.
 *
 * @param text as it is written
 * @param network the network itself where there is none
 * @param step the last where there is none
 * @param place key and place, for messages
 */
public record NetworkTarget(String text, Optional<String> network, OptionalInt step, String place) {
    private static final Pattern TARGET = Pattern.compile("([\\w.-]+)?(?:@(\\d{1,9}))?");

    /** Reads the value of a key. */
    static NetworkTarget read(String text, PlaneConfig entry, String key) {
        Matcher target = TARGET.matcher(text);
        if (text.isEmpty() || !target.matches()) {
            throw entry.refused(key, "VARIANT, VARIANT@STEP or @STEP");
        }
        OptionalInt step =
                target.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(target.group(2)));
        return new NetworkTarget(text, Optional.ofNullable(target.group(1)), step, entry.place(key));
    }

    /** As a part of the name of a plane. */
    String id() {
        return text.replaceFirst("^@", "step").replace("@", "-step");
    }

    /** Checks that it is there for each network that a plane goes through. */
    void check(RunNetworks networks, List<RunNetwork> through) {
        if (network.isEmpty()) {
            through.forEach(this::requireStored);
            return;
        }
        RunNetwork other = networks.network(network.get())
                .orElseThrow(() -> new RefusedException(
                        "%s: expected a network of the run: %s; found %s".formatted(place, networks.names(), text)));
        requireStored(other);
        for (RunNetwork each : through) {
            if (!each.graph().equals(other.graph())) {
                throw new RefusedException(("%s: expected a network of the graph of %s, found %s; variants = [...] "
                                + "limits a plane to networks of one graph")
                        .formatted(place, each.id(), text));
            }
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
