package io.lossatlas.plane;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.algebra.AxisRange;
import io.lossatlas.plane.algebra.LongVectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plane through three networks of one graph: Garipov, Izmailov, Podoprikhin, Vetrov and Wilson, "Loss Surfaces, Mode
 * Connectivity, and Fast Ensembling of DNNs" (NeurIPS 2018), appendix. {@code d1 = w2 - w1}; {@code d2} is {@code w3 - w1} less its
 * part along {@code d1}, scaled to the length of {@code d1}. Running statistics of batch normalisation are moved with the
 * weights. Unless the entry says otherwise its range covers the three networks and half of what they span on each side.
 *
 * @param targets the second network and the third
 * @param axes where its points lie; absent where that is chosen
 * @param size how many they are
 * @param variants networks that it is limited to
 * @param steps of the training through whose weights it goes
 */
public record TrianglePlane(
        List<NetworkTarget> targets, Optional<Grid> axes, GridSize size, List<String> variants, StepChoice steps)
        implements PlaneSpec {
    /** Value of {@code type}. */
    public static final String TYPE = "triangle";

    /** Key and setting of the other two networks. */
    public static final String THROUGH = "through";

    /** Of what the networks span, on each side. */
    private static final double MARGIN = 0.5;

    /** Below this share of its length a side has no direction of its own left: that is rounding. */
    private static final double FLAT = 1e-6;

    /** The triangle of an entry. */
    static List<PlaneSpec> read(PlaneConfig entry, SurfaceConfig surface) {
        entry.allowOnly(PlaneSpecs.TYPE, THROUGH, "x", "y", PlaneSpecs.VARIANTS, PlaneSpecs.STEPS);
        List<String> through = entry.texts(THROUGH);
        if (through.size() != 2) {
            throw entry.refused(
                    THROUGH, "two networks beside the one that it goes through, [\"VARIANT\", \"VARIANT@STEP\"]");
        }
        return List.of(new TrianglePlane(
                through.stream()
                        .map(text -> NetworkTarget.read(text, entry, THROUGH))
                        .toList(),
                PlaneSpecs.axes(entry, surface),
                PlaneSpecs.size(entry, surface),
                entry.texts(PlaneSpecs.VARIANTS),
                entry.steps(PlaneSpecs.STEPS, StepChoice.LAST)));
    }

    @Override
    public String id() {
        return "triangle-" + targets.stream().map(NetworkTarget::id).collect(Collectors.joining("-"));
    }

    @Override
    public Optional<Grid> grid() {
        return axes;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                PlaneSpecs.TYPE,
                TYPE,
                THROUGH,
                targets.stream().map(NetworkTarget::setting).collect(Collectors.joining(", ")));
    }

    /** Its corners are chosen. */
    @Override
    public Optional<String> sample() {
        return Optional.empty();
    }

    @Override
    public void check(RunNetworks networks) {
        targets.forEach(target -> target.check(networks, through(networks)));
    }

    @Override
    public boolean goesThrough(RunNetwork network, int step) {
        return targets.stream().noneMatch(target -> target.isSelf(network, step));
    }

    @Override
    public List<WeightsKey> others(RunNetwork network, int step, RunNetworks networks) {
        return targets.stream().map(target -> target.of(network, networks)).toList();
    }

    @Override
    public List<NetworkTarget> files() {
        return targets.stream().filter(target -> target.file().isPresent()).toList();
    }

    @Override
    public boolean movesStatistics() {
        return true;
    }

    @Override
    public Plane through(Weights centre, List<Weights> others) {
        double[] u = Projection.difference(centre, others.get(0), true);
        double[] side = Projection.difference(centre, others.get(1), true);
        double uu = LongVectors.product(u, u);
        double along = uu == 0 ? 0 : LongVectors.product(u, side) / uu;
        double[] v = side.clone();
        for (int n = 0; n < v.length; n++) {
            v[n] -= along * u[n];
        }
        double length = StrictMath.sqrt(LongVectors.product(v, v));
        double whole = StrictMath.sqrt(LongVectors.product(side, side));
        if (uu == 0 || !(length > FLAT * whole)) {
            throw new RefusedException(
                    "surface.planes: %s: expected three networks that span a plane, found them on one line"
                            .formatted(id()));
        }
        double scale = StrictMath.sqrt(uu) / length;
        return new Plane(id(), LongVectors.rounded(u, 1), LongVectors.rounded(v, scale));
    }

    @Override
    public Grid grid(List<Projection> weights) {
        return grid().orElseGet(() -> new Grid(
                range(weights.stream().map(Projection::alpha), size.nx()),
                range(weights.stream().map(Projection::beta), size.ny())));
    }

    private static AxisConfig range(Stream<Double> coordinates, int points) {
        return AxisRange.around(coordinates.mapToDouble(Double::doubleValue).toArray(), MARGIN, points);
    }
}
