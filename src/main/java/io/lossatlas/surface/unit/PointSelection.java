package io.lossatlas.surface.unit;

import io.lossatlas.store.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Points of a grid that are worked on, in ascending order. Their places in that order count from 0. */
public final class PointSelection implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long count;
    /** Indices in the grid; null of all of them. */
    private final int[] points;
    /** Shards that each is wanted on, from the first; null where all points are on the same. */
    private final int[] shards;
    /** Shards that all points are wanted on, where they are on the same. */
    private final int firstShards;

    private PointSelection(long count, int[] points, int[] shards, int firstShards) {
        this.count = count;
        this.points = points;
        this.shards = shards;
        this.firstShards = firstShards;
    }

    /** All points of a grid of so many. */
    public static PointSelection all(long points) {
        return first(points, Integer.MAX_VALUE);
    }

    /** All points of a grid of so many, on the first so many shards. */
    public static PointSelection first(long points, int shards) {
        return new PointSelection(points, null, null, shards);
    }

    /**
     * Some points.
     *
     * @param points indices in the grid, ascending
     */
    public static PointSelection of(int[] points) {
        return new PointSelection(points.length, points.clone(), null, Integer.MAX_VALUE);
    }

    /**
     * Some points on some shards.
     *
     * @param points indices in the grid, ascending
     * @param shards how many each is wanted on, from the first
     */
    public static PointSelection of(int[] points, int[] shards) {
        return new PointSelection(points.length, points.clone(), shards.clone(), 0);
    }

    /**
     * The shards that points are not wanted on, as spans of places.
     *
     * @param all how many shards there are
     */
    public List<Span> unwanted(int all) {
        List<Span> unwanted = new ArrayList<>();
        if (shards == null) {
            return firstShards < all ? List.of(new Span(0, count, firstShards, all)) : List.of();
        }
        for (int from = 0, to; from < shards.length; from = to) {
            to = from + 1;
            while (to < shards.length && shards[to] == shards[from]) {
                to++;
            }
            if (shards[from] < all) {
                unwanted.add(new Span(from, to, shards[from], all));
            }
        }
        return unwanted;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The index in the grid of the point at a place. */
    public long point(long place) {
        return points == null ? place : points[(int) place];
    }

    /** The places of those that spans of the grid hold, as spans of places. */
    public List<Span> places(List<Span> spans) {
        if (points == null) {
            return spans;
        }
        List<Span> places = new ArrayList<>();
        for (Span span : spans) {
            int from = place(span.pointFrom());
            int to = place(span.pointTo());
            if (from < to) {
                places.add(new Span(from, to, span.shardFrom(), span.shardTo()));
            }
        }
        return places;
    }

    /** A span of places as spans of the grid. */
    public List<Span> points(Span places) {
        if (points == null) {
            return List.of(places);
        }
        List<Span> spans = new ArrayList<>();
        int from = (int) places.pointFrom();
        for (int place = from + 1; place <= places.pointTo(); place++) {
            if (place == places.pointTo() || points[place] != points[place - 1] + 1) {
                spans.add(new Span(points[from], points[place - 1] + 1L, places.shardFrom(), places.shardTo()));
                from = place;
            }
        }
        return spans;
    }

    /** The first place of a point that is not before this one. */
    private int place(long point) {
        int place = point > Integer.MAX_VALUE ? points.length : Arrays.binarySearch(points, (int) point);
        return place < 0 ? -place - 1 : place;
    }
}
