package io.lossatlas.plane;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line from a network to another of the same graph, or to another step: {@code d1 = w' - w} over all parameters, running
 * statistics of batch normalisation included, so that alpha = 1 is the other end. It has one point along beta.
 *
 * @param target the other end
 * @param points where its points lie
 * @param variants networks that it is limited to
 * @param steps of the training through whose weights it goes
 */
public record LinePlane(NetworkTarget target, Grid points, List<String> variants, StepChoice steps)
        implements PlaneSpec {
    /** Value of {@code type}. */
    public static final String TYPE = "line";

    /** Key and setting of the other end. */
    public static final String TO = "to";

    /** How the ids of lines begin; their other end follows. */
    private static final String PREFIX = "line-";

    private static final double MIN = -0.5;
    private static final double MAX = 1.5;
    private static final AxisConfig ONE_POINT = new AxisConfig(0, 0, 1);

    /** The line of an entry. */
    static List<PlaneSpec> read(PlaneConfig entry, SurfaceConfig surface) {
        entry.allowOnly(PlaneSpecs.TYPE, TO, "x", PlaneSpecs.VARIANTS, PlaneSpecs.STEPS);
        Grid grid =
                new Grid(entry.axis("x", new AxisConfig(MIN, MAX, surface.x().points())), ONE_POINT);
        return List.of(new LinePlane(
                NetworkTarget.read(entry.text(TO).orElse(""), entry, TO),
                grid,
                entry.texts(PlaneSpecs.VARIANTS),
                entry.steps(PlaneSpecs.STEPS, StepChoice.LAST)));
    }

    @Override
    public String id() {
        return PREFIX + target.id();
    }

    @Override
    public GridSize size() {
        return points.size();
    }

    @Override
    public Optional<Grid> grid() {
        return Optional.of(points);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(PlaneSpecs.TYPE, TYPE, TO, target.setting());
    }

    /** Its end is chosen. */
    @Override
    public Optional<String> sample() {
        return Optional.empty();
    }

    @Override
    public void check(RunNetworks networks) {
        target.check(networks, through(networks));
    }

    @Override
    public boolean goesThrough(RunNetwork network, int step) {
        return !target.isSelf(network, step);
    }

    @Override
    public List<WeightsKey> others(RunNetwork network, int step, RunNetworks networks) {
        return List.of(target.of(network, networks));
    }

    @Override
    public List<NetworkTarget> files() {
        return target.file().isPresent() ? List.of(target) : List.of();
    }

    @Override
    public boolean movesStatistics() {
        return true;
    }

    @Override
    public Plane through(Weights centre, List<Weights> others) {
        float[] from = centre.values();
        float[] end = others.get(0).values();
        float[] direction = new float[from.length];
        for (int n = 0; n < direction.length; n++) {
            direction[n] = (float) ((double) end[n] - from[n]);
        }
        return new Plane(id(), direction, new float[0]);
    }
}
