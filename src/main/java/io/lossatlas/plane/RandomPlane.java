package io.lossatlas.plane;

import io.lossatlas.config.Ignore;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plane of two random directions; see {@link Directions}.
 *
 * @param seed of the directions
 * @param normalize their scaling
 * @param ignore parameters that they leave where they are
 * @param axes where its points lie; absent where that is chosen
 * @param size how many they are
 * @param rise of the loss from the centre to the ends of a range that is chosen
 * @param variants networks that it is limited to
 * @param steps of the training through whose weights it goes
 */
public record RandomPlane(
        long seed,
        Normalize normalize,
        Set<Ignore> ignore,
        Optional<Grid> axes,
        GridSize size,
        OptionalDouble rise,
        List<String> variants,
        StepChoice steps)
        implements PlaneSpec {
    /** Value of {@code type}. */
    public static final String TYPE = "random";

    /** Key and setting of the scaling of its directions. */
    public static final String NORMALIZE = "normalize";

    /** Key and setting of the rise of the loss that chooses the range. */
    public static final String RISE = "auto-rise";

    /** The planes of an entry: one a seed. Its axes and scaling are those of the surface where it has none. */
    static List<PlaneSpec> read(PlaneConfig entry, SurfaceConfig surface) {
        entry.allowOnly(PlaneSpecs.TYPE, "seeds", "x", "y", NORMALIZE, RISE, PlaneSpecs.VARIANTS, PlaneSpecs.STEPS);
        OptionalDouble rise = entry.positive(RISE);
        if (rise.isPresent() && PlaneSpecs.axes(entry, surface).isPresent()) {
            throw entry.refused(RISE, "x and y without min and max beside it, since it chooses them");
        }
        Grid grid = new Grid(entry.axis("x", surface.x()), entry.axis("y", surface.y()));
        Normalize normalize = entry.oneOf(NORMALIZE, Normalize.class, surface.normalize());
        return entry.integers("seeds").stream()
                .<PlaneSpec>map(seed -> new RandomPlane(
                        seed,
                        normalize,
                        surface.ignore(),
                        rise.isPresent() ? Optional.empty() : Optional.of(grid),
                        grid.size(),
                        rise,
                        entry.texts(PlaneSpecs.VARIANTS),
                        entry.steps(PlaneSpecs.STEPS, StepChoice.LAST)))
                .toList();
    }

    /** The planes of {@code surface.direction-seeds}. */
    static List<PlaneSpec> ofSeeds(SurfaceConfig surface) {
        Grid grid = new Grid(surface.x(), surface.y());
        return surface.directionSeeds().stream()
                .<PlaneSpec>map(seed -> new RandomPlane(
                        seed,
                        surface.normalize(),
                        surface.ignore(),
                        Optional.of(grid),
                        grid.size(),
                        OptionalDouble.empty(),
                        List.of(),
                        StepChoice.LAST))
                .toList();
    }

    @Override
    public String id() {
        return "random-s" + seed;
    }

    @Override
    public Optional<Grid> grid() {
        return axes;
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings =
                new TreeMap<>(Map.of(PlaneSpecs.TYPE, TYPE, "seed", Long.toString(seed), NORMALIZE, normalize.text()));
        rise.ifPresent(value -> settings.put(RISE, Double.toString(value)));
        return settings;
    }

    /**
     * Those of one scaling are draws by their seeds; what directions leave where it is, is the same in all of a run. Where ranges are
     * chosen metrics are of other grids.
     */
    @Override
    public Optional<String> sample() {
        return rise.isPresent() ? Optional.empty() : Optional.of(sample(normalize.text()));
    }

    /** The sample of random planes of a scaling. */
    public static String sample(String normalize) {
        return "%s, %s %s".formatted(TYPE, NORMALIZE, normalize);
    }

    @Override
    public Plane through(Weights centre, List<Weights> others) {
        return new Plane(
                id(),
                Directions.draw(centre, seed, Axis.X, normalize, ignore),
                Directions.draw(centre, seed, Axis.Y, normalize, ignore));
    }
}
