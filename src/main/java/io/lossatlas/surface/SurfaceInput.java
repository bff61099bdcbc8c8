package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.data.Shard;
import io.lossatlas.engine.Engine;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.surface.unit.PointSelection;
import java.io.Serializable;
import java.util.List;

/**
 * One surface, as it is broadcast to executors.
 *
 * @param key what names it
 * @param engine the network
 * @param weights {@code float[engine.layout().size()]}, the centre of the plane
 * @param plane the two directions
 * @param grid the points
 * @param points those that are worked on
 * @param shards the runs that the evaluation slice is cut into
 * @param iterations products at each point, where second derivatives are computed; 0 elsewhere
 * @param centre {@code double[examples]}, loss of each example at the centre, which that at points is held against; null where it is not
 */
record SurfaceInput(
        SurfaceKey key,
        Engine engine,
        float[] weights,
        Plane plane,
        Grid grid,
        PointSelection points,
        List<Shard> shards,
        int iterations,
        double[] centre)
        implements Serializable {

    SurfaceInput {
        shards = List.copyOf(shards);
    }

    /** All points of a surface. */
    static SurfaceInput whole(
            SurfaceKey key, Engine engine, float[] weights, Plane plane, Grid grid, List<Shard> shards) {
        return new SurfaceInput(key, engine, weights, plane, grid, PointSelection.all(grid.points()), shards, 0, null);
    }

    /** The same surface, of which other points are worked on. */
    SurfaceInput of(PointSelection some) {
        return new SurfaceInput(key, engine, weights, plane, grid, some, shards, iterations, centre);
    }

    /** The same surface, held against losses at its centre. */
    SurfaceInput against(double... losses) {
        return new SurfaceInput(key, engine, weights, plane, grid, points, shards, iterations, losses);
    }

    boolean recalibrates() {
        return key.bn() == BnMode.RECALIBRATED;
    }
}
