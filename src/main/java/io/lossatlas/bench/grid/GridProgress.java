package io.lossatlas.bench.grid;

import io.lossatlas.surface.SurfaceProgress;
import java.util.function.Consumer;

/** Says how many points of a grid job are done. */
final class GridProgress implements SurfaceProgress {
    private final String job;
    private final Consumer<String> progress;
    private long total;
    private long done;

    GridProgress(String job, Consumer<String> progress) {
        this.job = job;
        this.progress = progress;
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
        progress.accept("%s: %d of %d points".formatted(job, done, total));
    }

    @Override
    public void dropped(String scope) {}

    @Override
    public void begins(String scope) {}

    @Override
    public void ends(String scope, int failed) {
        if (failed > 0) {
            throw new IllegalStateException("%s: %d points could not be computed".formatted(scope, failed));
        }
    }
}
