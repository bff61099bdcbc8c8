package io.lossatlas.surface;

import io.lossatlas.store.Span;
import io.lossatlas.surface.unit.PointSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds the points that take their executors down, among units that were given up for that. Units beside such a point on
 * the same executor die with it: so suspects are cut finer and finer, and a point is blamed only when it was alone.
 */
final class PoisonPointSearch {
    private static final int PARTS = 64;
    private static final String CAUSE =
            "its executor died in each of %d attempts to compute it alone; see that executor's log";

    private final PointSelection points;
    private final List<PointFailure> failures;
    private final UnaryOperator<List<Span>> wave;

    /**
     * A search.
     *
     * @param points those that are worked on
     * @param failures receives what is found
     * @param wave computes units and gives those that were given up
     */
    PoisonPointSearch(PointSelection points, List<PointFailure> failures, UnaryOperator<List<Span>> wave) {
        this.points = points;
        this.failures = failures;
        this.wave = wave;
    }

    /** Computes what can be computed of units that were given up. */
    void of(List<Span> lost) {
        List<Span> suspects = lost;
        while (suspects.stream().anyMatch(unit -> unit.points() > 1)) {
            suspects = wave.apply(cut(suspects));
        }
        for (Span suspect : suspects) {
            if (!wave.apply(List.of(suspect)).isEmpty()) {
                long place = suspect.pointFrom();
                failures.add(new PointFailure(
                        place, points.point(place), suspect, UnitTask.LOSSES, CAUSE.formatted(UnitTask.LOSSES)));
            }
        }
    }

    private static List<Span> cut(List<Span> units) {
        List<Span> parts = new ArrayList<>();
        for (Span unit : units) {
            long step = Math.max(1, (unit.points() + PARTS - 1) / PARTS);
            for (long from = unit.pointFrom(); from < unit.pointTo(); from += step) {
                parts.add(unit.points(from, Math.min(unit.pointTo(), from + step)));
            }
        }
        return parts;
    }
}
