package io.lossatlas.surface;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.curvature.HessianVectors;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.Shard;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.Eigenvectors;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.Measurements;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.sums.LossSum;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Measures at and around the centre of a plane, as Spark jobs.
 *
 * @param centre weights at (0, 0)
 * @param shards of the evaluation slice, or the first of them
 * @param vectors what finds eigenvectors
 */
record Measuring(
        Cluster cluster,
        Engine engine,
        PlannedPlane planned,
        Weights centre,
        List<Shard> shards,
        DataSet data,
        HessianVectors vectors,
        SurfaceProgress progress)
        implements Measurements {
    private static final Grid CENTRE = new Grid(new AxisConfig(0, 0, 1), new AxisConfig(0, 0, 1));

    @Override
    public List<Weights> eigenvectors(Eigenvectors wanted) {
        mark("eigenvectors of");
        String title =
                "%s through %s".formatted(planned.key().plane(), planned.key().variant());
        return vectors.of(
                engine,
                centre,
                wanted,
                data.of(wanted.split()).first(wanted.examples()),
                cluster.data().calibration(),
                (done, most) -> progress.directs(title, done, most));
    }

    @Override
    public double[] losses(Plane plane, List<double[]> points) {
        SurfaceKey key = mark("range of");
        Broadcast<SurfaceInput> input =
                cluster.context().broadcast(SurfaceInput.whole(key, engine, centre.values(), plane, CENTRE, shards));
        List<Double> losses = cluster.context()
                .parallelize(points, points.size())
                .map(new LossTask(input, cluster.shared()))
                .collect();
        input.destroy();
        return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private SurfaceKey mark(String what) {
        SurfaceKey key = planned.surfaces().get(0);
        SurfaceListener.mark(cluster.spark().sparkContext(), key.scope(), "%s %s".formatted(what, key.title()));
        return key;
    }

    /**
     * The mean loss at a point of a plane, which need not lie on its grid.
     *
     * @param input the plane
     * @param data the images
     */
    private record LossTask(Broadcast<SurfaceInput> input, Broadcast<EvaluationData> data)
            implements Function<double[], Double> {
        @Override
        public Double call(double[] point) {
            SurfaceInput surface = input.value();
            float[] weights = new float[surface.weights().length];
            surface.plane().point(surface.weights(), point[0], point[1], weights);
            try (PointEvaluator evaluator = new PointEvaluator(surface, data.value())) {
                return Arrays.stream(evaluator.sums(weights, surface.shards()))
                        .reduce(LossSum.NONE, LossSum::plus)
                        .loss();
            }
        }
    }
}
