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

    private PointSelection(long count, int[] points) {
        this.count = count;
        this.points = points;
    }

    /** All points of a grid of so many. */
    public static PointSelection all(long points) {
        return new PointSelection(points, null);
    }

    /**
     * Some points.
     *
     * @param points indices in the grid, ascending
     */
    public static PointSelection of(int[] points) {
        return new PointSelection(points.length, points.clone());
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
