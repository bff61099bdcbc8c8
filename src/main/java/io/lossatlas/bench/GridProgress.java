package io.lossatlas.bench;

import io.lossatlas.surface.SurfaceProgress;
import java.util.function.Consumer;

/** A line every ten seconds. */
final class GridProgress implements SurfaceProgress {
    private static final long INTERVAL = 10_000_000_000L;

    private final Consumer<String> lines;
    private long total;
    private long done;
    private long last = System.nanoTime();

    GridProgress(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void planned(
            String scope, String title, long points, long complete, double images, long operationsPerImage) {
        total += points;
        done += complete;
    }

    @Override
    public synchronized void advanced(String scope, long points, long images) {
        done += points;
        long now = System.nanoTime();
        if (now - last > INTERVAL) {
            last = now;
            lines.accept("  %d of %d points".formatted(done, total));
        }
    }

    @Override
    public void ends(String scope, int failed) {
        if (failed > 0) {
            throw new IllegalStateException("%s: %d points could not be computed".formatted(scope, failed));
        }
    }
}
