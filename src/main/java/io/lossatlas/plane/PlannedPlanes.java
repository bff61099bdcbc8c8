package io.lossatlas.plane;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The planes and surfaces that a configuration asks for: the one place where they are enumerated.
 *
 * @param planes through each network in the order of the networks
 * @param leftOut planes of which there is none through a network, each as {@code plane through variant}
 */
public record PlannedPlanes(List<PlannedPlane> planes, List<String> leftOut) {

    /**
     * Through the networks of a run.
     *
     * @param networks of unknown last steps get planes at step 0
     */
    public static PlannedPlanes of(RunConfig config, RunNetworks networks) {
        List<PlaneSpec> specs = PlaneSpecs.of(config);
        List<PlannedPlane> planes = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (RunNetwork network : networks.networks()) {
            for (PlaneSpec spec : specs) {
                if (spec.variants().isEmpty() || spec.variants().contains(network.id())) {
                    for (int step : network.chosen(spec.steps())) {
                        if (spec.goesThrough(network, step)) {
                            List<WeightsKey> others = spec.others(network, step, networks);
                            planes.add(PlannedPlane.of(spec, network, step, config.surface(), others));
                        } else {
                            leftOut.add("%s through %s".formatted(spec.id(), network.id()));
                        }
                    }
                }
            }
        }
        return new PlannedPlanes(planes, leftOut);
    }

    /**
     * Checks that all planes of a configuration can be laid, before work.
     *
     * @throws RefusedException when one of them asks for a network, a graph or a step that the run does not have
     */
    public static void check(RunConfig config, RunNetworks networks) {
        for (PlaneSpec spec : PlaneSpecs.of(config)) {
            for (String variant : spec.variants()) {
                if (networks.network(variant).isEmpty()) {
                    throw new RefusedException(
                            "surface.planes: %s: variants: expected networks of the run: %s; found %s"
                                    .formatted(spec.id(), networks.names(), variant));
                }
            }
            spec.through(networks).forEach(network -> requireStored(spec, network));
            spec.check(networks);
        }
    }

    private static void requireStored(PlaneSpec spec, RunNetwork network) {
        for (int step : network.chosen(spec.steps())) {
            if (!network.stores(step)) {
                throw new RefusedException(
                        "surface.planes: %s: steps: expected stored steps of %s (train.checkpoint-every): %s; found %d"
                                .formatted(spec.id(), network.id(), RunNetworks.steps(network), step));
            }
        }
    }

    /** All surfaces, plane after plane. */
    public List<SurfaceKey> surfaces() {
        return planes.stream().flatMap(plane -> plane.surfaces().stream()).toList();
    }
}
