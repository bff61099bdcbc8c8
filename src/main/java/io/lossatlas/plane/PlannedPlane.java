package io.lossatlas.plane;

import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.model.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plane through a network, and the surfaces in it.
 *
 * @param spec the plane
 * @param variant the network, at its last step
 * @param key what names the plane
 * @param surfaces what names its surfaces
 * @param others weights that it takes beside those at the centre
 */
public record PlannedPlane(
        PlaneSpec spec, Variant variant, PlaneKey key, List<SurfaceKey> surfaces, List<WeightsKey> others) {

    /** Ids of all networks whose weights it takes: it can begin when they are trained. */
    public List<String> networks() {
        return Stream.concat(Stream.of(variant.id()), others.stream().map(WeightsKey::variant))
                .distinct()
                .toList();
    }

    static PlannedPlane of(PlaneSpec spec, Variant variant, int step, SurfaceConfig config, List<WeightsKey> others) {
        PlaneKey key = new PlaneKey(spec.id(), variant.id(), step);
        List<SurfaceKey> surfaces =
                config.bn().stream().map(bn -> key.surface(config.split(), bn)).toList();
        return new PlannedPlane(spec, variant, key, surfaces, others);
    }
}
