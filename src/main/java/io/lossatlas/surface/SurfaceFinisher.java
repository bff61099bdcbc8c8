package io.lossatlas.surface;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.sums.LossSum;
import io.lossatlas.plane.sums.PairedSums;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Run;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Folds the partial sums of a surface into {@code surface} and brings the many files that waves have left into a few,
 * sorted by point and shard. Works through the grid in runs of points, so that no task holds all of it.
 */
final class SurfaceFinisher {
    /** Rows of {@code losses} in one file. */
    private static final long ROWS_A_FILE = 5_000_000;

    private static final Comparator<Row> POINTS =
            Comparator.comparing((Row row) -> row.<Integer>getAs("i")).thenComparing(row -> row.<Integer>getAs("j"));
    private static final int I = Table.SURFACE.schema().fieldIndex("i");
    private static final int J = Table.SURFACE.schema().fieldIndex("j");
    private static final int LOSS = Table.SURFACE.schema().fieldIndex("loss");

    private final Cluster cluster;
    private final SurfaceKey key;
    private final GridSize grid;
    private final int shards;
    private final int least;
    private final Table table;
    private final String scope;

    SurfaceFinisher(PendingSurface pending) {
        this.table = pending.work().table();
        this.scope = pending.scope();
        this.cluster = pending.cluster();
        this.key = pending.key();
        this.grid = pending.size();
        this.shards = pending.shards().size();
        this.least = pending.leastShards();
    }

    /** Brings {@code surface} up to what {@code losses} holds. */
    void finish() {
        Manifest manifest = cluster.run().manifest();
        List<FileRecord> parts = manifest.files(Table.LOSSES, key.scope());
        List<FileRecord> outdated = manifest.files(Table.SURFACE, key.scope());
        List<FileRecord> compacted = new ArrayList<>();
        List<FileRecord> folded = new ArrayList<>();
        long step = Math.max(1, ROWS_A_FILE / shards);
        for (long from = 0; from < grid.points(); from += step) {
            long to = Math.min(grid.points(), from + step);
            SurfaceListener.mark(
                    cluster.spark().sparkContext(),
                    key.scope(),
                    "fold %s, points %d to %d".formatted(key.title(), from, to));
            chunk(parts, from, to, compacted, folded);
        }
        List<FileRecord> dropped = new ArrayList<>(parts);
        dropped.addAll(outdated);
        cluster.run().commitAndDelete(dropped, draft -> {
            draft.drop(Table.LOSSES.folder(), parts);
            draft.drop(Table.SURFACE.folder(), outdated);
            draft.add(Table.LOSSES.folder(), compacted);
            draft.add(Table.SURFACE.folder(), folded);
        });
    }

    /** Brings the files of a map of second derivatives into one, sorted by point. */
    void bringTogether() {
        List<FileRecord> parts = cluster.run().manifest().files(table, scope);
        if (parts.size() < 2) {
            return;
        }
        SurfaceListener.mark(cluster.spark().sparkContext(), scope, "bring together curvature over " + key.title());
        List<Span> covers = Coverage.merged(grid.points(), shards, covers(parts));
        if (Run.areFew(parts)) {
            List<Row> sorted = cluster.run().rows(cluster.spark(), table, parts);
            sorted.sort(POINTS.thenComparing(row -> row.<String>getAs("quantity"))
                    .thenComparing(row -> row.<Integer>getAs("rank")));
            replace(parts, cluster.publisher().write(table, scope, sorted, covers));
            return;
        }
        Dataset<Row> rows = cluster.run()
                .read(cluster.spark(), table, parts)
                .repartition(1)
                .sortWithinPartitions("i", "j", "quantity", "rank");
        replace(parts, cluster.publisher().write(table, scope, rows, file -> covers));
    }

    private void replace(List<FileRecord> parts, List<FileRecord> together) {
        cluster.run().commitAndDelete(parts, draft -> {
            draft.drop(table.folder(), parts);
            draft.add(table.folder(), together);
        });
    }

    private void chunk(
            List<FileRecord> parts, long from, long to, List<FileRecord> compacted, List<FileRecord> folded) {
        List<FileRecord> here = parts.stream()
                .filter(file -> !Coverage.clipped(file.covers(), from, to).isEmpty())
                .toList();
        if (here.isEmpty()) {
            return;
        }
        List<Span> covers = Coverage.clipped(Coverage.merged(grid.points(), shards, covers(here)), from, to);
        List<Span> whole = Coverage.clipped(Coverage.whole(grid.points(), least, covers(here)), from, to).stream()
                .map(span -> new Span(span.pointFrom(), span.pointTo(), 0, 1))
                .toList();
        if (Run.areFew(here)) {
            List<Row> losses = sorted(here);
            losses.removeIf(row -> point(row) < from || point(row) >= to);
            compacted.addAll(cluster.publisher().write(Table.LOSSES, key.scope(), losses, covers));
            folded.addAll(cluster.publisher().write(Table.SURFACE, key.scope(), fold(losses, least), whole));
            return;
        }
        Column point = col("i").cast("long").multiply(grid.ny()).plus(col("j"));
        Dataset<Row> losses = cluster.run()
                .read(cluster.spark(), Table.LOSSES, here)
                .where(point.geq(from).and(point.lt(to)))
                .repartition(1)
                .sortWithinPartitions("i", "j", "shard");
        compacted.addAll(cluster.publisher().write(Table.LOSSES, key.scope(), losses, file -> covers));
        folded.addAll(cluster.publisher().write(Table.SURFACE, key.scope(), fold(losses, least), file -> whole));
    }

    private long point(Row row) {
        return row.<Integer>getAs("i") * (long) grid.ny() + row.<Integer>getAs("j");
    }

    private List<Row> sorted(List<FileRecord> losses) {
        List<Row> rows = cluster.run().rows(cluster.spark(), Table.LOSSES, losses);
        rows.sort(POINTS.thenComparing(row -> row.<Integer>getAs("shard")));
        return rows;
    }

    /** The points of some files of {@code losses} that have all their shards, as {@code i}, {@code j} and {@code loss}. */
    List<Row> losses(List<FileRecord> files) {
        if (Run.areFew(files)) {
            return fold(sorted(files), least).stream()
                    .map(row -> RowFactory.create(row.get(I), row.get(J), row.get(LOSS)))
                    .toList();
        }
        Dataset<Row> losses =
                cluster.run().read(cluster.spark(), Table.LOSSES, files).coalesce(1);
        return fold(losses, least).select("i", "j", "loss").collectAsList();
    }

    /** The same as {@link #fold(Dataset, int)} of rows in the order of points and shards. */
    static List<Row> fold(List<Row> losses, int least) {
        List<Row> folded = new ArrayList<>();
        for (int from = 0, to; from < losses.size(); from = to) {
            to = from + 1;
            while (to < losses.size() && POINTS.compare(losses.get(from), losses.get(to)) == 0) {
                to++;
            }
            List<Row> first = leading(losses.subList(from, to));
            if (first.size() >= least) {
                folded.add(surfaceRow(losses.get(from), first));
            }
        }
        return folded;
    }

    /** Those from the first shard on that lack none between. */
    private static List<Row> leading(List<Row> shards) {
        int count = 0;
        while (count < shards.size() && shards.get(count).<Integer>getAs("shard") == count) {
            count++;
        }
        return shards.subList(0, count);
    }

    /**
     * One row a point that has its first shards, in the order of the grid: those from the first on are added up in their order.
     *
     * @param least shards that a point must have
     */
    static Dataset<Row> fold(Dataset<Row> losses, int least) {
        Column sums = struct(
                col("shard"),
                col("examples"),
                col("loss_sum"),
                col("loss_sum_sq"),
                col("correct"),
                col("non_finite"),
                col("centre_loss_sum"),
                col("centre_loss_sum_sq"),
                col("centre_product_sum"));
        FlatMapFunction<Row, Row> row = grouped -> {
            List<Row> first = leading(grouped.getList(grouped.fieldIndex("sums")));
            return first.size() < least
                    ? Collections.emptyIterator()
                    : List.of(surfaceRow(grouped, first)).iterator();
        };
        return losses.groupBy("plane", "variant", "step", "split", "bn", "i", "j")
                .agg(
                        first("alpha").as("alpha"),
                        first("beta").as("beta"),
                        sort_array(collect_list(sums)).as("sums"))
                .flatMap(row, Encoders.row(Table.SURFACE.schema()))
                .repartition(1)
                .sortWithinPartitions("i", "j");
    }

    /** Examples without labels have no accuracy: null. */
    private static Row surfaceRow(Row point, List<Row> shards) {
        LossSum sum = LossSum.NONE;
        PairedSums paired = PairedSums.NONE;
        boolean labelled = true;
        for (Row shard : shards) {
            Long correct = shard.getAs("correct");
            labelled &= correct != null;
            sum = sum.plus(new LossSum(
                    shard.<Long>getAs("examples"),
                    shard.<Double>getAs("loss_sum"),
                    shard.<Double>getAs("loss_sum_sq"),
                    correct == null ? 0 : correct,
                    shard.<Long>getAs("non_finite")));
            if (shard.getAs("centre_loss_sum") != null) {
                paired = paired.plus(paired(shard));
            }
        }
        boolean isPaired = paired.examples() > 0;
        return RowFactory.create(
                point.getAs("plane"),
                point.getAs("variant"),
                point.getAs("step"),
                point.getAs("split"),
                point.getAs("bn"),
                point.getAs("i"),
                point.getAs("j"),
                point.getAs("alpha"),
                point.getAs("beta"),
                sum.examples(),
                sum.loss(),
                sum.standardError(),
                labelled ? sum.accuracy() : null,
                sum.nonFinite(),
                isPaired ? (Double) paired.difference() : null,
                isPaired ? (Double) paired.standardError() : null);
    }

    /** The sums of a row of {@code losses} that is held against the centre. */
    static PairedSums paired(Row shard) {
        return new PairedSums(
                shard.<Long>getAs("examples"),
                shard.<Double>getAs("loss_sum"),
                shard.<Double>getAs("loss_sum_sq"),
                shard.<Double>getAs("centre_loss_sum"),
                shard.<Double>getAs("centre_loss_sum_sq"),
                shard.<Double>getAs("centre_product_sum"));
    }

    private static List<Span> covers(List<FileRecord> files) {
        return files.stream().flatMap(file -> file.covers().stream()).toList();
    }
}
