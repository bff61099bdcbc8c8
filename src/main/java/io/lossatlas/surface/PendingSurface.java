package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.curvature.CurvaturePlan;
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
 * A surface, or a map of second derivatives over its grid, that is not complete yet.
 *
 * @param cluster where it is computed and published
 * @param work what is computed at each point
 * @param key what names the surface
 * @param operationsPerImage floating-point operations of one image's forward pass
 * @param size how many points it has
 * @param shards the runs that the evaluation slice is cut into; all of it of a map
 * @param iterations products at each point of a map; 0 of a surface
 */
record PendingSurface(
        Cluster cluster,
        PointWork work,
        SurfaceKey key,
        long operationsPerImage,
        GridSize size,
        List<Shard> shards,
        int iterations) {

    /** Its name in the manifest. */
    String scope() {
        return work.scope(key);
    }

    /** Its name for people. */
    String title() {
        return work == PointWork.LOSSES ? key.title() : "curvature over " + key.title();
    }

    /** Points and shards that no published file covers. */
    List<Span> missing() {
        return missing(List.of(), List.of());
    }

    /** The same without points that could not be computed and without units that are under way. */
    List<Span> missing(List<PointFailure> failures, List<Span> underWay) {
        Stream<Span> covered = Stream.concat(covers(work.table()).stream(), underWay.stream());
        Stream<Span> failed = failures.stream().map(PointFailure::span);
        return Coverage.missing(
                size.points(), shards.size(), Stream.concat(covered, failed).toList());
    }

    /** Whether its tables hold the whole grid. */
    boolean isEmpty() {
        return missing().isEmpty()
                && (work != PointWork.LOSSES
                        || Coverage.missing(size.points(), 1, covers(Table.SURFACE))
                                .isEmpty());
    }

    /** All points on all shards. */
    Span whole() {
        return new Span(0, size.points(), 0, shards.size());
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
        List<Span> missing = missing();
        long complete = Coverage.whole(size.points(), shards.size(), covers(work.table())).stream()
                .mapToLong(Span::points)
                .sum();
        progress.planned(scope(), title(), size.points(), complete, planner().work(missing), operationsPerImage);
    }

    private List<Span> covers(Table table) {
        Manifest manifest = cluster.run().manifest();
        return manifest.files(table, table == work.table() ? scope() : key.scope()).stream()
                .map(FileRecord::covers)
                .flatMap(List::stream)
                .toList();
    }
}
