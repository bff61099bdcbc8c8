package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.data.Shard;
import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * A surface that is not complete yet.
 *
 * @param cluster where it is computed and published
 * @param key what names it
 * @param operationsPerImage floating-point operations of one image's forward pass
 * @param size how many points it has
 * @param shards the runs that the evaluation slice is cut into
 */
record PendingSurface(Cluster cluster, SurfaceKey key, long operationsPerImage, GridSize size, List<Shard> shards) {

    /** Points and shards that no published file covers. */
    List<Span> missing() {
        return missing(List.of(), List.of());
    }

    /** The same without points that could not be computed and without units that are under way. */
    List<Span> missing(List<PointFailure> failures, List<Span> underWay) {
        Stream<Span> covered = Stream.concat(covers(Table.LOSSES).stream(), underWay.stream());
        Stream<Span> failed = failures.stream().map(PointFailure::span);
        return Coverage.missing(
                size.points(), shards.size(), Stream.concat(covered, failed).toList());
    }

    /** Whether {@code losses} and {@code surface} hold the whole grid. */
    boolean isEmpty() {
        return missing().isEmpty()
                && Coverage.missing(size.points(), 1, covers(Table.SURFACE)).isEmpty();
    }

    /** All points on all shards. */
    Span whole() {
        return new Span(0, size.points(), 0, shards.size());
    }

    /** The planner that cuts it into units. */
    UnitPlanner planner() {
        boolean recalibrates = key.bn() == BnMode.RECALIBRATED;
        return new UnitPlanner(
                shards.stream().mapToInt(Shard::examples).toArray(),
                recalibrates ? cluster.data().calibration().count() : 0);
    }

    /** Tells of the work that lies ahead. */
    void announce(SurfaceProgress progress) {
        List<Span> missing = missing();
        long complete = Coverage.whole(size.points(), shards.size(), covers(Table.LOSSES)).stream()
                .mapToLong(Span::points)
                .sum();
        progress.planned(
                key.scope(), key.title(), size.points(), complete, planner().work(missing), operationsPerImage);
    }

    private List<Span> covers(Table table) {
        Manifest manifest = cluster.run().manifest();
        return manifest.files(table, key.scope()).stream()
                .map(FileRecord::covers)
                .flatMap(List::stream)
                .toList();
    }
}
