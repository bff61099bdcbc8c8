package io.lossatlas.cli;

import io.lossatlas.cli.option.OwnNetworkFile;
import io.lossatlas.cli.progress.ClockText;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.curvature.ProductRate;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.surface.RunPlan;
import io.lossatlas.train.Engines;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        curvature(out);
        double derivatives = derivatives(out);
        double seconds = costs.coreSeconds() + derivatives;
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
                "about %s of one core at the engines' nominal speeds%s, %s on %d cores",
                ClockText.of(seconds),
                derivatives > 0 ? " and the rate of derivatives here" : "",
                ClockText.of(seconds / cores),
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
                "%d parts, at most %,d products over %,d examples, %.0f MB of vectors on the driver",
                parts.size(),
                products,
                config.examples(),
                (double) Float.BYTES * largest * config.iterations() / MEGA);
    }

    /** Prints what second derivatives take; gives seconds of a core, at the rate that each kind of network has on this machine. */
    private double derivatives(PrintWriter out) {
        CurvatureConfig config = request.config().curvature();
        Map<String, Double> images = new TreeMap<>(costs.derivativeImages());
        for (CurvaturePart part : CurvaturePlan.parts(config, request.known())) {
            int work = CurvaturePlan.work(config, part);
            images.merge(part.variant(), (double) CurvaturePlan.images(work, config.examples()), Double::sum);
        }
        LabelledImages train = request.data().train();
        Map<List<Number>, Double> rates = new HashMap<>();
        double operations = 0;
        double seconds = 0;
        for (MappedNetwork network : request.mapped()) {
            double own = images.getOrDefault(network.id(), 0.0);
            if (own > 0) {
                long image = network.operations(train.shape(), train.outputs());
                int parameters = network.layout(train.shape(), train.outputs()).size();
                double rate = rates.computeIfAbsent(List.of(image, parameters), unused -> rate(network));
                operations += own * image;
                seconds += own / CurvaturePlan.PRODUCT_FACTOR / rate;
            }
        }
        if (operations > 0) {
            line(
                    out,
                    "derivatives",
                    " %.1f TFLOP at most, about %s of one core as timed here",
                    operations / TERA,
                    ClockText.of(seconds));
        }
        return seconds;
    }

    /** Images a second of one product with the Hessian. */
    private double rate(MappedNetwork network) {
        LabelledImages train = request.data().train();
        Engine engine = Engines.of(
                EngineKind.SIMD,
                network,
                train.shape(),
                train.outputs(),
                request.config().surface().loss());
        Weights weights = request.networks().stream()
                .filter(own -> own.id().equals(network.id()))
                .findFirst()
                .map(own -> own.weights().values().iterator().next().get())
                .orElseGet(() -> InitialWeights.draw(engine.layout(), 1));
        return ProductRate.imagesPerSecond(engine, weights.values(), train);
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
        SurfaceConfig surface = request.config().surface();
        String slice = "%d shards of %,d examples in all".formatted(costs.shards(), surface.mostExamples());
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
        if (costs.isAdaptive()) {
            line(
                    out,
                    "adaptive",
                    "between %,d and %,d of %,d points are computed, as the losses want it; work, time and tables are those of all",
                    costs.leastPoints(),
                    costs.points(),
                    costs.points());
        }
        Steering.of(surface, costs.shards())
                .ifPresent(steering -> line(
                        out,
                        "examples",
                        "between %,d and %,d a point, as its difference from the centre wants it; work, time and tables are those of the most",
                        steering.leastExamples(),
                        surface.mostExamples()));
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
