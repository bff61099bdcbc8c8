package io.lossatlas.plane;

import io.lossatlas.graph.Weights;
import java.util.List;

/**
 * A plane through the weights of a network.
 *
 * @param plane its directions
 * @param grid its points
 * @param places where the weights lie that it takes beside those at the centre, in their order
 */
public record LaidPlane(Plane plane, Grid grid, List<Projection> places) {

    /**
     * Lays a plane.
     *
     * @param centre weights at (0, 0)
     * @param others those that the plane takes beside them
     */
    public static LaidPlane of(PlaneSpec spec, Weights centre, List<Weights> others) {
        Plane plane = spec.through(centre, others);
        List<Projection> places = others.stream()
                .map(weights -> Projection.of(plane, centre, weights, spec.movesStatistics()))
                .toList();
        return new LaidPlane(plane, spec.grid(places), places);
    }
}
