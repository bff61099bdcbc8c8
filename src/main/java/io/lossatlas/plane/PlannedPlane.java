package io.lossatlas.plane;

import io.lossatlas.config.SurfaceConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plane through a network, and the surfaces in it.
 *
 * @param spec the plane
 * @param key what names the plane
 * @param surfaces what names its surfaces
 * @param others weights that it takes beside those at the centre
 */
public record PlannedPlane(PlaneSpec spec, PlaneKey key, List<SurfaceKey> surfaces, List<WeightsKey> others) {

    /** Ids of all networks of the run whose weights it takes: it can begin when they are trained. */
    public List<String> networks() {
        Set<String> files = spec.files().stream()
                .flatMap(target -> target.network().stream())
                .collect(Collectors.toSet());
        return Stream.concat(Stream.of(key.variant()), others.stream().map(WeightsKey::variant))
                .filter(network -> !files.contains(network))
                .distinct()
                .toList();
    }

    static PlannedPlane of(
            PlaneSpec spec, RunNetwork network, int step, SurfaceConfig config, List<WeightsKey> others) {
        PlaneKey key = new PlaneKey(spec.id(), network.id(), step);
        List<SurfaceKey> surfaces =
                config.bn().stream().map(bn -> key.surface(config.split(), bn)).toList();
        return new PlannedPlane(spec, key, surfaces, others);
    }
}
