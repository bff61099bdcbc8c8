package io.lossatlas.plane;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A plane as the configuration asks for it, through whichever networks. A kind of plane is one class: it reads its own keys
 * ({@link PlaneSpecs} knows the kinds by name), has its own grid, and says how its directions come about.
 */
public sealed interface PlaneSpec permits RandomPlane, LinePlane, TrianglePlane, TrajectoryPlane, HessianPlane {
    /** The name in tables, manifest and names of files and folders: letters, digits, dots, hyphens and underscores. */
    String id();

    /** How many points it has. */
    GridSize size();

    /** Its points, where the configuration says where they lie; otherwise they are chosen, through each network. */
    Optional<Grid> grid();

    /**
     * What decides its directions, by name, {@code type} among them: published planes of one name must agree in it.
     */
    Map<String, String> settings();

    /**
     * The distribution that its directions are drawn from: one text for all planes of a network that are draws of it. Metrics
     * are averaged over the planes of one sample and one grid; a plane that is chosen, not drawn, is of none.
     */
    Optional<String> sample();

    /** Networks that it is limited to, by id; all where there are none. */
    List<String> variants();

    /** Steps of the training through whose weights it goes. */
    StepChoice steps();

    /**
     * Checks it against the networks of the run, before work.
     *
     * @throws RefusedException naming the key when it cannot be laid through one of them
     */
    default void check(RunNetworks networks) {}

    /** Whether there is such a plane through a network at a step. */
    default boolean goesThrough(RunNetwork network, int step) {
        return true;
    }

    /** The weights that it takes beside those at the centre, of one graph with them. */
    default List<WeightsKey> others(RunNetwork network, int step, RunNetworks networks) {
        return List.of();
    }

    /** Those of what it leads to that are files of weights. */
    default List<NetworkTarget> files() {
        return List.of();
    }

    /**
     * The plane through a network.
     *
     * @param centre weights at (0, 0)
     * @param others those that {@link #others} names, in their order, or the {@link #eigenvectors}
     * @throws RefusedException when these weights have no such plane
     */
    Plane through(Weights centre, List<Weights> others);

    /** What it lies along, where that has to be measured at the centre. */
    default Optional<Eigenvectors> eigenvectors() {
        return Optional.empty();
    }

    /** How far the loss has to rise from the centre to the ends of its range, where that chooses the range. */
    default OptionalDouble rise() {
        return OptionalDouble.empty();
    }

    /** Whether it moves running statistics of batch normalisation with the weights. */
    default boolean movesStatistics() {
        return false;
    }

    /**
     * Where its points lie, once it is laid.
     *
     * @param weights where those that {@link #others} names lie in it, in their order
     */
    default Grid grid(List<Projection> weights) {
        return grid().orElseThrow(() -> new IllegalStateException("plane %s chooses no range".formatted(id())));
    }

    /** The networks that it goes through, of those of a run. */
    default List<RunNetwork> through(RunNetworks networks) {
        return networks.networks().stream()
                .filter(network -> variants().isEmpty() || variants().contains(network.id()))
                .toList();
    }
}
