package io.lossatlas.surface;

import io.lossatlas.data.Shard;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.LaidPlane;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.Projection;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.WeightsKey;
import io.lossatlas.plane.sums.LossSum;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Publishes {@code paths} of a plane: where the weights lie that it was made from, the centre last, and the losses of these weights
 * themselves, a Spark task each.
 */
final class PathJob {
    private static final Projection CENTRE = new Projection(0, 0, 0, 0);

    private final Cluster cluster;
    private final Engine engine;
    private final LaidPlane laid;
    private final List<WeightsKey> keys;
    private final List<float[]> weights;

    PathJob(
            Cluster cluster,
            Engine engine,
            PlannedPlane planned,
            LaidPlane laid,
            Weights centre,
            List<Weights> others) {
        this.cluster = cluster;
        this.engine = engine;
        this.laid = laid;
        WeightsKey own = new WeightsKey(planned.key().variant(), planned.key().step());
        this.keys = Stream.concat(planned.others().stream(), Stream.of(own)).toList();
        this.weights = Stream.concat(others.stream(), Stream.of(centre))
                .map(Weights::values)
                .toList();
    }

    /**
     * Evaluates the weights as the points of a surface are, and publishes them.
     *
     * @param shards of the evaluation slice
     */
    void publish(SurfaceKey surface, List<Shard> shards) {
        SurfaceInput input =
                SurfaceInput.whole(surface, engine, weights.get(weights.size() - 1), laid.plane(), laid.grid(), shards);
        Broadcast<SurfaceInput> sent = cluster.context().broadcast(input);
        Broadcast<List<float[]>> all = cluster.context().broadcast(new ArrayList<>(weights));
        SurfaceListener.mark(cluster.spark().sparkContext(), surface.scope(), "path of " + surface.title());
        List<Integer> indices = IntStream.range(0, weights.size()).boxed().toList();
        List<LossSum> losses = cluster.context()
                .parallelize(indices, indices.size())
                .map(new WeightsTask(sent, all, cluster.shared()))
                .collect();
        sent.destroy();
        all.destroy();
        List<FileRecord> files = cluster.publisher().write(Table.PATHS, surface.scope(), rows(surface, losses));
        cluster.run().commit(draft -> draft.add(Table.PATHS.folder(), files));
    }

    private List<Row> rows(SurfaceKey surface, List<LossSum> losses) {
        boolean labelled = cluster.data().slice().hasLabels();
        List<Row> rows = new ArrayList<>();
        for (int n = 0; n < keys.size(); n++) {
            Projection place = n < laid.places().size() ? laid.places().get(n) : CENTRE;
            LossSum loss = losses.get(n);
            rows.add(RowFactory.create(
                    surface.plane(),
                    surface.variant(),
                    surface.step(),
                    keys.get(n).variant(),
                    keys.get(n).step(),
                    surface.split().text(),
                    surface.bn().text(),
                    place.alpha(),
                    place.beta(),
                    place.residual(),
                    place.distance(),
                    loss.examples(),
                    loss.loss(),
                    loss.standardError(),
                    labelled ? loss.accuracy() : null));
        }
        return rows;
    }

    /**
     * The loss of weights, by their place in a list, on all shards.
     *
     * @param input the surface, whose slice and statistics are taken
     * @param weights the list
     * @param data the images
     */
    private record WeightsTask(
            Broadcast<SurfaceInput> input, Broadcast<List<float[]>> weights, Broadcast<EvaluationData> data)
            implements Function<Integer, LossSum> {
        @Override
        public LossSum call(Integer index) {
            try (PointEvaluator evaluator = new PointEvaluator(input.value(), data.value())) {
                return Arrays.stream(evaluator.sums(
                                weights.value().get(index), input.value().shards()))
                        .reduce(LossSum.NONE, LossSum::plus);
            }
        }
    }
}
