package io.lossatlas.plane;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.algebra.AxisRange;
import io.lossatlas.plane.algebra.RiseRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A plane through the weights of a network.
 *
 * @param plane its directions
 * @param grid its points
 * @param places where the weights lie that it takes beside those at the centre, in their order
 */
public record LaidPlane(Plane plane, Grid grid, List<Projection> places) {

    /** To the ends of both axes. */
    private static final double[][] RAYS = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

    /**
     * Lays a plane.
     *
     * @param centre weights at (0, 0)
     * @param others those that the plane takes beside them
     * @param measurements at the centre
     */
    public static LaidPlane of(PlaneSpec spec, Weights centre, List<Weights> others, Measurements measurements) {
        List<Weights> from = spec.eigenvectors().map(measurements::eigenvectors).orElse(others);
        Plane plane = spec.through(centre, from);
        List<Projection> places = places(spec, plane, centre, others);
        Grid grid = spec.rise().isPresent()
                ? risen(spec, plane, spec.rise().getAsDouble(), measurements)
                : spec.grid(places);
        return new LaidPlane(plane, grid, places);
    }

    /** A plane that was laid before. */
    public static LaidPlane again(PlaneSpec spec, Plane plane, Grid grid, Weights centre, List<Weights> others) {
        return new LaidPlane(plane, grid, places(spec, plane, centre, others));
    }

    private static List<Projection> places(PlaneSpec spec, Plane plane, Weights centre, List<Weights> others) {
        return others.stream()
                .map(weights -> Projection.of(plane, centre, weights, spec.movesStatistics()))
                .toList();
    }

    /** Along each axis from where the loss has risen on one side of the centre to where it has on the other. */
    private static Grid risen(PlaneSpec spec, Plane plane, double rise, Measurements measurements) {
        double centre = measurements.losses(plane, List.of(new double[2]))[0];
        if (!Double.isFinite(centre)) {
            throw new RefusedException("surface.planes, %s: auto-rise: expected a finite loss at the centre, found %s"
                    .formatted(spec.id(), centre));
        }
        double[] lengths = RiseRange.lengths(RAYS.length, centre + rise, all -> {
            List<double[]> points = new ArrayList<>();
            for (int ray = 0; ray < RAYS.length; ray++) {
                for (double length : all[ray]) {
                    points.add(new double[] {length * RAYS[ray][0], length * RAYS[ray][1]});
                }
            }
            double[] losses = measurements.losses(plane, points);
            double[][] along = new double[RAYS.length][];
            int from = 0;
            for (int ray = 0; ray < RAYS.length; ray++) {
                along[ray] = Arrays.copyOfRange(losses, from, from + all[ray].length);
                from += all[ray].length;
            }
            return along;
        });
        return new Grid(
                AxisRange.covering(-lengths[0], lengths[1], spec.size().nx()),
                AxisRange.covering(-lengths[2], lengths[3], spec.size().ny()));
    }
}
