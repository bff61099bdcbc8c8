package io.lossatlas.cli;

import io.lossatlas.cli.option.OwnNetworkFile;
import io.lossatlas.cli.progress.Eta;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.plane.GridSize;
import io.lossatlas.surface.RunPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The answer to {@code --dry-run}. */
record Plan(RunRequest request, RunPlan costs) {
    private static final double TERA = 1e12;
    private static final double MEGA = 1e6;

    static Plan of(RunRequest request) {
        return new Plan(request, costs(request));
    }

    private static RunPlan costs(RunRequest request) {
        List<OwnNetworkFile> own = request.networks();
        if (!own.isEmpty()) {
            double stored = own.stream()
                    .mapToDouble(
                            each -> (double) each.steps().size() * each.layout().size())
                    .sum();
            return RunPlan.ofOwn(
                    request.config(),
                    request.data(),
                    own.stream().map(OwnNetworkFile::network).toList(),
                    request.known(),
                    stored);
        }
        return request.weights().isPresent()
                ? RunPlan.withoutTraining(request.config(), request.data())
                : RunPlan.of(request.config(), request.data());
    }

    void print(PrintWriter out) {
        int cores = Runtime.getRuntime().availableProcessors();
        double seconds = costs.coreSeconds() + RunPlan.derivativeSeconds(curvatureOperations());
        line(out, "output", "%s", request.folder());
        request.weights()
                .ifPresent(own -> line(
                        out,
                        "weights",
                        "%s (%s) for %s",
                        own.file(),
                        own.network().format(),
                        own.variant()));
        request.networks().forEach(network -> network(out, network));
        if (request.networks().isEmpty()) {
            line(
                    out,
                    "variants",
                    "%d, %,d steps of %d examples each",
                    costs.variants(),
                    costs.trainingSteps(),
                    request.config().train().batchSize());
        }
        surfaces(out);
        if (costs.derivativeOperations() > 0) {
            line(
                    out,
                    "derivatives ",
                    "%.1f TFLOP at most for planes along eigenvectors and maps of curvature",
                    costs.derivativeOperations() / TERA);
        }
        curvature(out);
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
                Eta.clock(seconds),
                Eta.clock(seconds / cores),
                cores);
        line(out, "tables", "about %,.0f MB, %,.0f rows of losses", costs.bytes() / MEGA, costs.lossRows());
        if (costs.hasManyRows()) {
            line(out, "warning", "a row of losses for each shard is many: a smaller data.shards makes fewer");
        }
        out.flush();
    }

    private void curvature(PrintWriter out) {
        CurvatureConfig config = request.config().curvature();
        List<CurvaturePart> parts = CurvaturePlan.parts(config, request.known());
        if (parts.isEmpty()) {
            return;
        }
        LabelledImages train = request.data().train();
        long largest = request.mapped().stream()
                .mapToLong(network ->
                        network.layout(train.shape(), train.outputs()).size())
                .max()
                .orElse(0);
        int products = parts.stream()
                .mapToInt(part -> CurvaturePlan.products(config, part))
                .sum();
        line(
                out,
                "curvature",
                "%d parts, at most %,d products over %,d examples, %.1f TFLOP, %.0f MB of vectors on the driver",
                parts.size(),
                products,
                config.examples(),
                curvatureOperations() / TERA,
                (double) Float.BYTES * largest * config.iterations() / MEGA);
    }

    private double curvatureOperations() {
        CurvatureConfig config = request.config().curvature();
        LabelledImages train = request.data().train();
        Map<String, Long> image = request.mapped().stream()
                .collect(Collectors.toMap(
                        MappedNetwork::id, network -> network.operations(train.shape(), train.outputs())));
        return CurvaturePlan.parts(config, request.known()).stream()
                .mapToDouble(part -> (double) image.get(part.variant())
                        * CurvaturePlan.images(CurvaturePlan.products(config, part), config.examples()))
                .sum();
    }

    private static void network(PrintWriter out, OwnNetworkFile network) {
        line(
                out,
                "network",
                "%s: %s, %,d parameters, weights at step %s",
                network.id(),
                network.file(),
                network.layout().size(),
                network.steps().keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        network.notes().forEach(note -> line(out, "note", "%s", note));
    }

    /** A line of its own for each plane, where there are several. */
    private void surfaces(PrintWriter out) {
        String slice = "%d shards of %,d examples in all"
                .formatted(costs.shards(), request.config().surface().examples());
        List<GridSize> grids =
                costs.planes().stream().map(RunPlan.PlaneCost::grid).distinct().toList();
        if (grids.size() == 1) {
            line(out, "surfaces", "%d of %s, %s", costs.surfaces(), points(grids.get(0)), slice);
        } else {
            line(out, "surfaces", "%d, %,d points in all, %s", costs.surfaces(), costs.points(), slice);
        }
        for (RunPlan.PlaneCost plane : costs.planes()) {
            line(
                    out,
                    "plane",
                    "%s: %s through %d networks, %.1f TFLOP",
                    plane.id(),
                    points(plane.grid()),
                    plane.networks(),
                    plane.operations() / TERA);
        }
        costs.leftOut().forEach(plane -> line(out, "left out", "%s, which is its other end", plane));
    }

    private static String points(GridSize grid) {
        return String.format(Locale.ROOT, "%,d points (%d x %d)", grid.points(), grid.nx(), grid.ny());
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
