package io.lossatlas.surface.unit;

import io.lossatlas.store.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the missing part of a grid into work units of about equal work. Work is counted in images. A unit takes all shards
 * of its points where it can, since the calibration pass of recalibrated batch normalisation is paid once a point and
 * unit; a single point is split by shards only where it alone is more than a unit.
 *
 * @param shardImages images of each shard
 * @param calibrationImages images of the calibration pass that each point of a unit costs; 0 for none
 */
public record UnitPlanner(int[] shardImages, int calibrationImages) {

    /** Images of all spans, each point calibrated once. */
    public double work(List<Span> spans) {
        return spans.stream().mapToDouble(this::work).sum();
    }

    /**
     * The first units of what is missing.
     *
     * @param missing disjoint spans
     * @param unitImages work of a unit, as near as whole points and shards allow
     * @param waveImages units are given until their work reaches this
     * @return at least one unit, when anything is missing
     */
    public List<Span> units(List<Span> missing, double unitImages, double waveImages) {
        List<Span> units = new ArrayList<>();
        double planned = 0;
        for (Span span : missing) {
            for (Span column : columns(span, unitImages)) {
                long step = Math.max(1, Math.round(unitImages / pointImages(column)));
                for (long from = column.pointFrom(); from < column.pointTo(); from += step) {
                    if (planned >= waveImages) {
                        return units;
                    }
                    Span unit = column.points(from, Math.min(column.pointTo(), from + step));
                    units.add(unit);
                    planned += work(unit);
                }
            }
        }
        return units;
    }

    /** The span itself or, where one of its points is more than a unit, runs of its shards. */
    private List<Span> columns(Span span, double unitImages) {
        int parts = (int) Math.min(span.shards(), Math.max(1, Math.round(pointImages(span) / unitImages)));
        List<Span> columns = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int from = span.shardFrom() + part * span.shards() / parts;
            int to = span.shardFrom() + (part + 1) * span.shards() / parts;
            columns.add(new Span(span.pointFrom(), span.pointTo(), from, to));
        }
        return columns;
    }

    private double work(Span span) {
        return span.points() * pointImages(span);
    }

    private double pointImages(Span span) {
        double images = calibrationImages;
        for (int shard = span.shardFrom(); shard < span.shardTo(); shard++) {
            images += shardImages[shard];
        }
        return images;
    }
}
