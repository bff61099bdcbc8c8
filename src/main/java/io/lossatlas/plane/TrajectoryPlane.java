package io.lossatlas.plane;

import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.algebra.AxisRange;
import io.lossatlas.plane.algebra.PrincipalDirections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The plane of the first two principal directions of a training: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the Loss
 * Landscape of Neural Nets" (NeurIPS 2018), section 7. Rows are the differences of the weights of the stored steps before the centre
 * from those at the centre, not centred at their mean; running statistics of batch normalisation are no part of them. Unless the
 * entry says otherwise its range covers the path and a fifth of what it spans on each side.
 *
 * @param axes where its points lie; absent where that is chosen
 * @param size how many they are
 * @param variants networks that it is limited to
 * @param steps of the training that the path leads to
 * @param place key and place of the entry, for messages
 */
public record TrajectoryPlane(Optional<Grid> axes, GridSize size, List<String> variants, StepChoice steps, String place)
        implements PlaneSpec {
    /** Value of {@code type}, and the name of the plane. */
    public static final String TYPE = "trajectory";

    /** Of what the path spans, on each side. */
    private static final double MARGIN = 0.2;

    private static final int LEAST_STEPS = 2;

    /** The plane of an entry. */
    static List<PlaneSpec> read(PlaneConfig entry, SurfaceConfig surface) {
        entry.allowOnly(PlaneSpecs.TYPE, "x", "y", PlaneSpecs.VARIANTS, PlaneSpecs.STEPS);
        return List.of(new TrajectoryPlane(
                PlaneSpecs.axes(entry, surface),
                PlaneSpecs.size(entry, surface),
                entry.texts(PlaneSpecs.VARIANTS),
                entry.steps(PlaneSpecs.STEPS, StepChoice.LAST),
                entry.place(PlaneSpecs.TYPE)));
    }

    @Override
    public String id() {
        return TYPE;
    }

    @Override
    public Optional<Grid> grid() {
        return axes;
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(Map.of(PlaneSpecs.TYPE, TYPE));
    }

    /** It follows from the training. */
    @Override
    public Optional<String> sample() {
        return Optional.empty();
    }

    @Override
    public void check(RunNetworks networks) {
        for (RunNetwork network : through(networks)) {
            if (network.lastStep().isEmpty()) {
                continue;
            }
            for (int step : steps.of(network.lastStep().getAsInt(), network::stores)) {
                int before = before(network, step).size();
                if (before < LEAST_STEPS) {
                    throw new RefusedException(("%s: expected %d stored steps of %s or more before step %d "
                                    + "(train.checkpoint-every, or --weights of several steps), found %d")
                            .formatted(place, LEAST_STEPS, network.id(), step, before));
                }
            }
        }
    }

    @Override
    public List<WeightsKey> others(RunNetwork network, int step, RunNetworks networks) {
        return before(network, step);
    }

    private static List<WeightsKey> before(RunNetwork network, int centre) {
        return IntStream.range(0, centre)
                .filter(network::stores)
                .mapToObj(step -> new WeightsKey(network.id(), step))
                .toList();
    }

    @Override
    public Plane through(Weights centre, List<Weights> others) {
        List<double[]> path = others.stream()
                .map(step -> Projection.difference(centre, step, false))
                .toList();
        List<float[]> directions = PrincipalDirections.of(path);
        if (directions.size() < 2) {
            throw new RefusedException(
                    "%s: expected steps of a training that span a plane, found them on one line".formatted(place));
        }
        return new Plane(id(), directions.get(0), directions.get(1));
    }

    @Override
    public Grid grid(List<Projection> weights) {
        return grid().orElseGet(() -> new Grid(
                AxisRange.around(coordinates(weights.stream().map(Projection::alpha)), MARGIN, size.nx()),
                AxisRange.around(coordinates(weights.stream().map(Projection::beta)), MARGIN, size.ny())));
    }

    private static double[] coordinates(Stream<Double> coordinates) {
        return coordinates.mapToDouble(Double::doubleValue).toArray();
    }
}
