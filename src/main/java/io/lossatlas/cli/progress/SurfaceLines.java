package io.lossatlas.cli.progress;

import io.lossatlas.surface.SurfaceProgress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells on the terminal or in a log how the surfaces get on. */
public final class SurfaceLines implements SurfaceProgress {
    private static final double GIGA = 1e9;

    /** What laying out, folding and publishing a surface takes, in operations of the time: seconds on two cores, measured. */
    private static final double EACH = 500e9;

    private final ProgressLine line;
    private final Map<String, Surface> surfaces = new HashMap<>();
    private Rate images;
    private Rate operations;
    private double planned;
    private long points;
    private long pointsDone;
    private int open;

    /** Progress as a part of a line. */
    public SurfaceLines(ProgressLine line) {
        this.line = line;
    }

    private record Surface(String title, long points, long complete, double images, long operationsPerImage) {
        double operations() {
            return images * operationsPerImage;
        }

        Surface of(long all, double work) {
            return new Surface(title, all, complete, work, operationsPerImage);
        }
    }

    @Override
    public synchronized void planned(
            String scope, String title, long all, long complete, double images, long operationsPerImage) {
        Surface surface = new Surface(title, all, complete, images, operationsPerImage);
        surfaces.put(scope, surface);
        open++;
        points += all;
        pointsDone += complete;
        planned += surface.operations();
        line.work().plan(surface.operations() + EACH);
        line.line("surface %s: %,d of %,d points to compute".formatted(title, all - complete, all));
    }

    @Override
    public synchronized void wants(String scope, long all, double imagesPerPoint) {
        Surface surface = surfaces.get(scope);
        if (all > surface.points) {
            replace(scope, surface, all, surface.images + (all - surface.points) * imagesPerPoint);
        }
    }

    @Override
    public synchronized void settles(String scope, long all, double imagesPerPoint) {
        Surface surface = surfaces.get(scope);
        replace(scope, surface, all, surface.images + (all - surface.points) * imagesPerPoint);
    }

    @Override
    public synchronized void adds(String scope, double images) {
        Surface before = surfaces.get(scope);
        replace(scope, before, before.points, before.images + images);
    }

    /** Counts the points of a surface, and what they take, as it is known now. */
    private void replace(String scope, Surface before, long all, double work) {
        Surface now = before.of(all, work);
        surfaces.put(scope, now);
        points += now.points - before.points;
        planned += now.operations() - before.operations();
        line.work().plan(now.operations() - before.operations());
    }

    @Override
    public synchronized void dropped(String scope) {
        Surface surface = surfaces.remove(scope);
        points -= surface.points;
        pointsDone -= surface.complete;
        planned -= surface.operations();
        line.work().plan(-surface.operations() - EACH);
        closes();
    }

    @Override
    public synchronized void directs(String title, int done, int most) {
        line.update(this, () -> "plane %s: %d of at most %d products".formatted(title, done, most));
    }

    @Override
    public synchronized void begins(String scope) {
        images = images == null ? new Rate() : images;
        operations = operations == null ? new Rate() : operations;
    }

    @Override
    public synchronized void advanced(String scope, long computed, long more) {
        Surface surface = surfaces.get(scope);
        double work = (double) more * surface.operationsPerImage;
        pointsDone += computed;
        images.does((double) more);
        operations.does(work);
        line.work().does(work);
        line.update(this, this::state);
    }

    @Override
    public synchronized void ends(String scope, int failed) {
        Surface surface = surfaces.get(scope);
        line.work().does(EACH);
        line.line("surface %s: %,d points published%s"
                .formatted(
                        surface.title,
                        surface.points - failed,
                        failed == 0 ? "" : ", %,d could not be computed (table failures)".formatted(failed)));
        closes();
    }

    private void closes() {
        open--;
        if (open == 0) {
            line.ends(this);
        }
    }

    private synchronized String state() {
        return String.format(
                Locale.ROOT,
                "surface %,d/%,d points  %.0f %%  %,.0f images/s  %.0f GFLOP/s",
                Math.min(pointsDone, points),
                points,
                100 * Math.min(1, operations.done() / planned),
                images.perSecond(),
                operations.perSecond() / GIGA);
    }
}
