package io.lossatlas.surface;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.data.Shard;
import io.lossatlas.plane.sums.PairedSums;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.SurfaceRecord.Steered;
import io.lossatlas.store.Table;
import io.lossatlas.surface.unit.PointSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Computes a surface whose points have examples of their own number, round by round: which shards are wanted next follows from losses
 * that are published. The driver holds the sums of each point.
 */
final class SteeredJob {
    private static final String[] COLUMNS = {
        "i",
        "j",
        "shard",
        "examples",
        "loss_sum",
        "loss_sum_sq",
        "centre_loss_sum",
        "centre_loss_sum_sq",
        "centre_product_sum"
    };

    private final PendingSurface pending;
    private final SurfaceProgress progress;
    private final Steering steering;
    private final PairedSums[] sums;
    private final int[] shards;
    private final BitSet failed = new BitSet();
    private final List<PointFailure> failures = new ArrayList<>();
    private SurfaceInput input;

    /** Told after each round. */
    interface Rounds {

        /**
         * A round is published.
         *
         * @param engineSeconds core time that it spent inside the engine
         */
        void ended(Steered now, double engineSeconds);
    }

    SteeredJob(PendingSurface pending, SurfaceInput input, SurfaceProgress progress) {
        this.pending = pending;
        this.input = input;
        this.progress = progress;
        this.steering = pending.steering();
        this.sums = new PairedSums[Math.toIntExact(pending.size().points())];
        Arrays.fill(sums, PairedSums.NONE);
        this.shards = new int[sums.length];
    }

    /** Works until no point wants more. */
    void compute(Rounds rounds) {
        PointSelection points = pending.first();
        int[] places = IntStream.range(0, sums.length).toArray();
        int[] wanted = new int[sums.length];
        Arrays.fill(wanted, steering.least());
        while (places.length > 0) {
            double engineSeconds = pending.missing(points, List.of(), List.of()).isEmpty() ? 0 : compute(points);
            read(points, wanted);
            for (int place : places) {
                if (shards[place] < wanted[place]) {
                    failed.set(place);
                } else {
                    wanted[place] = steering.wanted(sums[place], shards[place]);
                }
            }
            places = IntStream.range(0, sums.length)
                    .filter(point -> !failed.get(point) && shards[point] < wanted[point])
                    .toArray();
            int ended = sums.length - failed.cardinality() - places.length;
            rounds.ended(new Steered(steering.se(), ended, pending.lossRows()), engineSeconds);
            points = PointSelection.of(
                    places, Arrays.stream(places).map(point -> wanted[point]).toArray());
            progress.adds(pending.scope(), pending.planner().work(pending.missing(points, List.of(), List.of())));
        }
    }

    private double compute(PointSelection points) {
        if (input.centre() == null) {
            input = input.against(centre());
        }
        SurfaceJob job = new SurfaceJob(pending, input.of(points));
        job.compute();
        failures.addAll(job.failures());
        return job.engineSeconds();
    }

    /** The points that could not be computed. */
    List<PointFailure> failures() {
        return List.copyOf(failures);
    }

    /** The loss of each example at the centre: the same bits whenever they are computed. */
    private double[] centre() {
        Cluster cluster = pending.cluster();
        SurfaceListener.mark(cluster.spark().sparkContext(), pending.scope(), "centre of " + pending.title());
        Broadcast<SurfaceInput> sent = cluster.context().broadcast(input);
        List<double[]> losses = cluster.context()
                .parallelize(pending.shards(), pending.shards().size())
                .map(new CentreTask(sent, cluster.shared()))
                .collect();
        sent.destroy();
        return losses.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Adds the sums of the shards up to those that are wanted, in their order. */
    private void read(PointSelection points, int... wanted) {
        List<FileRecord> files = pending.files(points);
        SurfaceListener.mark(
                pending.cluster().spark().sparkContext(), pending.scope(), "read sums of " + pending.title());
        rows(files).forEachRemaining(row -> {
            int point = (int) input.grid().index(row.getInt(0), row.getInt(1));
            int shard = row.getInt(2);
            if (shard == shards[point] && shard < wanted[point]) {
                sums[point] = sums[point].plus(SurfaceFinisher.paired(row));
                shards[point]++;
            }
        });
    }

    private Iterator<Row> rows(List<FileRecord> files) {
        Cluster cluster = pending.cluster();
        if (Run.areFew(files)) {
            List<Row> rows = cluster.run().rows(cluster.spark(), Table.LOSSES, files, COLUMNS);
            rows.sort(Comparator.comparingInt(row -> row.getInt(2)));
            return rows.iterator();
        }
        return cluster.run()
                .read(cluster.spark(), Table.LOSSES, files)
                .select(Arrays.stream(COLUMNS).map(name -> col(name)).toArray(Column[]::new))
                .sort("shard")
                .toLocalIterator();
    }

    /**
     * The losses of a shard at the centre.
     *
     * @param input the surface
     * @param data the images
     */
    private record CentreTask(Broadcast<SurfaceInput> input, Broadcast<EvaluationData> data)
            implements Function<Shard, double[]> {
        @Override
        public double[] call(Shard shard) {
            try (PointEvaluator evaluator = new PointEvaluator(input.value(), data.value())) {
                return evaluator.centreLosses(shard);
            }
        }
    }
}
