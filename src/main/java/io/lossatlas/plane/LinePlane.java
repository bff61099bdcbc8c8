package io.lossatlas.plane;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.graph.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line from a network to another of the same graph, or to another step: {@code d1 = w' - w} over all parameters, running
 * statistics of batch normalisation included, so that alpha = 1 is the other end. It has one point along beta.
 *
 * @param to the other end, as the configuration spells it
 * @param network of the other end; the network itself where there is none
 * @param step of the other end; the last where there is none
 * @param grid its points
 * @param variants networks that it is limited to
 * @param place key and place that name the other end, for messages
 */
public record LinePlane(
        String to, Optional<String> network, OptionalInt step, Grid grid, List<String> variants, String place)
        implements PlaneSpec {
    /** How the ids of lines begin; their other end follows. */
    private static final String PREFIX = "line-";

    /** Value of {@code type}. */
    public static final String TYPE = "line";

    /** Key and setting of the other end. */
    public static final String TO = "to";

    private static final double MIN = -0.5;
    private static final double MAX = 1.5;
    private static final AxisConfig ONE_POINT = new AxisConfig(0, 0, 1);
    private static final Pattern TARGET = Pattern.compile("([\\w.-]+)?(?:@(\\d{1,9}))?");

    /** The line of an entry. */
    static List<PlaneSpec> read(PlaneConfig entry, SurfaceConfig surface) {
        entry.allowOnly("type", TO, "x", "variants");
        String to = entry.text(TO).orElse("");
        Matcher target = TARGET.matcher(to);
        if (to.isEmpty() || !target.matches()) {
            throw entry.refused(TO, "VARIANT, VARIANT@STEP or @STEP");
        }
        Grid grid =
                new Grid(entry.axis("x", new AxisConfig(MIN, MAX, surface.x().points())), ONE_POINT);
        OptionalInt step =
                target.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(target.group(2)));
        return List.of(new LinePlane(
                to, Optional.ofNullable(target.group(1)), step, grid, entry.texts("variants"), entry.place(TO)));
    }

    @Override
    public String id() {
        return PREFIX + to.replaceFirst("^@", "step").replace("@", "-step");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("type", TYPE, TO, to);
    }

    /** Its end is chosen. */
    @Override
    public Optional<String> sample() {
        return Optional.empty();
    }

    @Override
    public void check(RunNetworks networks) {
        List<RunNetwork> through = networks.networks().stream()
                .filter(each -> variants.isEmpty() || variants.contains(each.id()))
                .toList();
        if (network.isEmpty()) {
            through.forEach(this::requireStored);
            return;
        }
        RunNetwork other = networks.network(network.get())
                .orElseThrow(() -> new RefusedException(
                        "%s: expected a network of the run: %s; found %s".formatted(place, networks.names(), to)));
        requireStored(other);
        for (RunNetwork each : through) {
            if (!each.graph().equals(other.graph())) {
                throw new RefusedException(("%s: expected a network of the graph of %s, found %s; variants = [...] "
                                + "limits a line to networks of one graph")
                        .formatted(place, each.id(), to));
            }
        }
    }

    private void requireStored(RunNetwork other) {
        if (step.isPresent() && !other.stores(step.getAsInt())) {
            throw new RefusedException(
                    "%s: expected a step whose weights are stored (train.checkpoint-every): %s; found %s"
                            .formatted(place, RunNetworks.steps(other), to));
        }
    }

    @Override
    public boolean goesThrough(RunNetwork through) {
        boolean own = network.isEmpty() || network.get().equals(through.id());
        boolean last = step.isEmpty() || step.equals(through.lastStep());
        return !own || !last;
    }

    @Override
    public List<WeightsKey> others(RunNetwork through, RunNetworks networks) {
        RunNetwork other = network.flatMap(networks::network).orElse(through);
        return List.of(new WeightsKey(other.id(), step.orElseGet(other::centre)));
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
