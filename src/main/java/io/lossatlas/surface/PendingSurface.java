package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.data.Shard;
import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Span;
import io.lossatlas.store.SurfaceRecord;
import io.lossatlas.store.Table;
import io.lossatlas.surface.unit.PointSelection;
import io.lossatlas.surface.unit.UnitPlanner;
import java.util.List;
import java.util.stream.Stream;

/**
 * A surface, or a map of second derivatives over its grid, that is not complete yet.
 *
 * @param cluster where it is computed and published
 * @param work what is computed at each point
 * @param key what names the surface
 * @param operationsPerImage floating-point operations of one image's forward pass
 * @param size how many points it has
 * @param shards the runs that the evaluation slice is cut into; all of it of a map
 * @param iterations products at each point of a map; 0 of a surface
 * @param tolerance for which points are left out and filled in; 0 where all are computed
 * @param steering on how many shards each point is computed; null where all are
 */
record PendingSurface(
        Cluster cluster,
        PointWork work,
        SurfaceKey key,
        long operationsPerImage,
        GridSize size,
        List<Shard> shards,
        int iterations,
        double tolerance,
        Steering steering) {

    /** Points that an adaptive surface is taken to need until its losses tell. */
    private static final long LIKELY_POINTS = 1_000;

    /** Its name in the manifest. */
    String scope() {
        return work.scope(key);
    }

    /** Its name for people. */
    String title() {
        return work == PointWork.LOSSES ? key.title() : "curvature over " + key.title();
    }

    /**
     * Places of a selection, and shards, that no published file covers; without points that could not be computed and without units
     * that are under way.
     */
    List<Span> missing(PointSelection points, List<PointFailure> failures, List<Span> underWay) {
        Stream<Span> covered = Stream.of(points.places(covers(work.table())), points.unwanted(shards.size()), underWay)
                .flatMap(List::stream);
        Stream<Span> failed = failures.stream().map(PointFailure::span);
        return Coverage.missing(
                points.count(), shards.size(), Stream.concat(covered, failed).toList());
    }

    private List<Span> missing() {
        return missing(first(), List.of(), List.of());
    }

    /** Whether its tables hold all points that are wanted of it. */
    boolean isEmpty() {
        if (steering != null) {
            return isSteered();
        }
        return tolerance > 0 ? isSettled() : missing().isEmpty() && isFolded();
    }

    /** Whether every point has the examples that it wants. */
    private boolean isSteered() {
        SurfaceRecord record = cluster.run().manifest().surfaces().get(scope());
        return record != null
                && record.steered() != null
                && record.steered().points() == size.points()
                && record.steered().rows() == lossRows()
                && isFolded();
    }

    /** Rows of losses that are published. */
    long lossRows() {
        return Coverage.merged(size.points(), shards.size(), covers(work.table())).stream()
                .mapToLong(Span::rows)
                .sum();
    }

    /** Shards that each point has at least. */
    int leastShards() {
        return steering == null ? shards.size() : steering.least();
    }

    /** Points and shards that are worked on first. */
    PointSelection first() {
        return steering == null
                ? PointSelection.all(size.points())
                : PointSelection.first(size.points(), steering.least());
    }

    private boolean isFolded() {
        return work != PointWork.LOSSES
                || Coverage.missing(size.points(), 1, covers(Table.SURFACE)).isEmpty();
    }

    /** Whether it is known which points are wanted, and all of them are there. */
    private boolean isSettled() {
        SurfaceRecord record = cluster.run().manifest().surfaces().get(scope());
        return record != null
                && record.adaptive() != null
                && Coverage.points(covers(Table.SURFACE)) == record.adaptive().wanted()
                && complete() == record.adaptive().wanted();
    }

    /** Points that are published on all shards. */
    private long complete() {
        return Coverage.points(Coverage.whole(size.points(), leastShards(), covers(work.table())));
    }

    /** Files of losses that hold any of some points. */
    List<FileRecord> files(PointSelection points) {
        return cluster.run().manifest().files(work.table(), scope()).stream()
                .filter(file -> !points.places(file.covers()).isEmpty())
                .toList();
    }

    /** Work on points, in images. */
    double work(PointSelection points) {
        return planner().work(Coverage.missing(points.count(), shards.size(), points.unwanted(shards.size())));
    }

    /** The planner that cuts it into units. */
    UnitPlanner planner() {
        boolean recalibrates = key.bn() == BnMode.RECALIBRATED;
        int times = work == PointWork.LOSSES ? 1 : (int) CurvaturePlan.images(iterations, 1);
        return new UnitPlanner(
                shards.stream().mapToInt(shard -> times * shard.examples()).toArray(),
                recalibrates ? cluster.data().calibration().count() : 0);
    }

    /** Tells of the work that lies ahead. */
    void announce(SurfaceProgress progress) {
        long complete = complete();
        if (tolerance > 0) {
            long points = Math.max(complete, Math.min(LIKELY_POINTS, size.points()));
            progress.planned(
                    scope(),
                    title(),
                    points,
                    complete,
                    work(PointSelection.all(size.points())) / size.points() * (points - complete),
                    operationsPerImage);
        } else {
            progress.planned(
                    scope(), title(), size.points(), complete, planner().work(missing()), operationsPerImage);
        }
    }

    private List<Span> covers(Table table) {
        Manifest manifest = cluster.run().manifest();
        return manifest.files(table, table == work.table() ? scope() : key.scope()).stream()
                .map(FileRecord::covers)
                .flatMap(List::stream)
                .toList();
    }
}
