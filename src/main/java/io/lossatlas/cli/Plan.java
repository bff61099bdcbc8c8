package io.lossatlas.cli;

import io.lossatlas.cli.progress.Eta;
import io.lossatlas.surface.RunPlan;
import java.io.PrintWriter;
import java.util.Locale;

/** The answer to {@code --dry-run}. */
record Plan(RunRequest request, RunPlan costs) {
    private static final double TERA = 1e12;
    private static final double MEGA = 1e6;

    static Plan of(RunRequest request) {
        RunPlan costs = request.weights().isPresent()
                ? RunPlan.withoutTraining(request.config(), request.data())
                : RunPlan.of(request.config(), request.data());
        return new Plan(request, costs);
    }

    void print(PrintWriter out) {
        int cores = Runtime.getRuntime().availableProcessors();
        line(out, "output", "%s", request.folder());
        request.weights()
                .ifPresent(own -> line(
                        out,
                        "weights",
                        "%s (%s) for %s",
                        own.file(),
                        own.network().format(),
                        own.variant()));
        line(
                out,
                "variants",
                "%d, %,d steps of %d examples each",
                costs.variants(),
                costs.trainingSteps(),
                request.config().train().batchSize());
        line(
                out,
                "surfaces",
                "%d of %,d points (%d x %d), %d shards of %,d examples in all",
                costs.surfaces(),
                costs.points(),
                request.config().surface().x().points(),
                request.config().surface().y().points(),
                costs.shards(),
                request.config().surface().examples());
        line(out, "work units", "about %,d", costs.units());
        line(
                out,
                "operations",
                "%.1f TFLOP to train, %.1f TFLOP to map",
                costs.trainingOperations() / TERA,
                costs.surfaceOperations() / TERA);
        line(
                out,
                "time",
                "about %s of one core at the engines' nominal speeds, %s on %d cores",
                Eta.clock(costs.coreSeconds()),
                Eta.clock(costs.coreSeconds() / cores),
                cores);
        line(out, "tables", "about %,.0f MB, %,.0f rows of losses", costs.bytes() / MEGA, costs.lossRows());
        if (costs.hasManyRows()) {
            line(out, "warning", "a row of losses for each shard is many: a smaller data.shards makes fewer");
        }
        out.flush();
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-11s" + format, prepend(name, values)));
    }

    private static Object[] prepend(String name, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
