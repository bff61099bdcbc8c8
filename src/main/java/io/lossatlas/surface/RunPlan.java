package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Shard;
import io.lossatlas.graph.Graph;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.PlannedPlanes;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.adaptive.Refinement;
import io.lossatlas.plane.algebra.RiseRange;
import io.lossatlas.runtime.RuntimeTrial;
import io.lossatlas.store.Span;
import io.lossatlas.surface.unit.UnitPlanner;
import io.lossatlas.surface.unit.UnitSize;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The cost of a configuration, computed without starting anything.
 *
 * @param variants networks to train
 * @param trainingSteps updates of each
 * @param surfaces planes times variants times treatments of batch normalisation
 * @param planes each plane with what it costs through all its networks
 * @param leftOut planes of which there is none through a network, in words
 * @param points grid points of all surfaces together
 * @param leastPoints of these that are computed at least, where points may be left out; the same where none may
 * @param shards runs of the evaluation slice
 * @param units work units of all surfaces
 * @param trainingOperations floating-point operations of the training, two a multiply-add
 * @param surfaceOperations the same of the surfaces
 * @param derivativeImages images in forward passes that second derivatives take at most, over grids and along which planes lie, by network
 * @param coreSeconds core time of training and surfaces, at nominal speeds of the engines
 * @param bytes of the finished tables, about
 */
public record RunPlan(
        int variants,
        int trainingSteps,
        long surfaces,
        List<PlaneCost> planes,
        List<String> leftOut,
        long points,
        long leastPoints,
        int shards,
        long units,
        double trainingOperations,
        double surfaceOperations,
        Map<String, Double> derivativeImages,
        double coreSeconds,
        double bytes) {
    /** Operations a second of a core: training and evaluation by LossAtlas' kernels, and by DL4J; ONNX Runtime's is its own. */
    private static final double SIMD_TRAINING = 100e9;

    private static final double SIMD_EVALUATION = 150e9;
    private static final double DL4J_TRAINING = 15e9;
    private static final double DL4J_EVALUATION = 40e9;

    /** Parquet bytes of a row of {@code losses} or {@code surface}, measured. */
    private static final double ROW_BYTES = 40;

    /** Bytes of a parameter in a table. */
    private static final double PARAMETER_BYTES = 4;

    /** Above this, a row for each shard makes the table of partial losses unwieldy. */
    private static final double MANY_ROWS = 1e9;

    /**
     * A plane, through all its networks.
     *
     * @param id its name
     * @param grid its points
     * @param networks that it goes through
     * @param operations floating-point operations of its surfaces
     */
    public record PlaneCost(String id, GridSize grid, int networks, double operations) {
        private PlaneCost plus(PlaneCost other) {
            return new PlaneCost(id, grid, networks + other.networks, operations + other.operations);
        }
    }

    /** The plan of a configuration. */
    public static RunPlan of(RunConfig config, DataSet data) {
        int steps = config.train()
                .length()
                .steps(data.train().count(), config.train().batchSize());
        return ofSweep(config, data, steps, trainingImages(config.train(), steps));
    }

    /** The plan of a configuration whose network is trained already. */
    public static RunPlan withoutTraining(RunConfig config, DataSet data) {
        return ofSweep(config, data, 0, 0);
    }

    /**
     * The plan of a configuration that maps networks which are brought along.
     *
     * @param known the same networks with the steps of their weights
     * @param storedWeights parameters of all steps together
     */
    public static RunPlan ofOwn(
            RunConfig config,
            DataSet data,
            List<? extends MappedNetwork> networks,
            RunNetworks known,
            double storedWeights) {
        return of(config, data, networks, known, new Training(0, 0, storedWeights));
    }

    private static RunPlan ofSweep(RunConfig config, DataSet data, int steps, double trainingImages) {
        List<Variant> variants = Variant.of(config.sweep());
        RunNetworks networks = RunNetworks.ofSweep(variants, OptionalInt.of(steps), config.train());
        double operations = 0;
        double values = 0;
        for (Variant variant : variants) {
            Graph graph = variant.graph(data.train().shape(), data.train().classes());
            operations += graph.operations() * trainingImages;
            values += (double) graph.layout().size() * snapshots(config.train(), steps);
        }
        return of(config, data, variants, networks, new Training(steps, operations, values));
    }

    /**
     * What comes before the surfaces.
     *
     * @param steps of each network
     * @param operations of all of them
     * @param values stored: parameters times steps
     */
    private record Training(int steps, double operations, double values) {}

    private static RunPlan of(
            RunConfig config,
            DataSet data,
            List<? extends MappedNetwork> networks,
            RunNetworks known,
            Training training) {
        LabelledImages train = data.train();
        PlannedPlanes planned = PlannedPlanes.of(config, known);
        Map<String, MappedNetwork> byId = new HashMap<>();
        networks.forEach(network -> byId.put(network.id(), network));
        double values = training.values;
        Map<String, PlaneCost> planes = new LinkedHashMap<>();
        long units = 0;
        long points = 0;
        long least = 0;
        Map<String, Double> derivatives = new TreeMap<>();
        for (PlannedPlane plane : planned.planes()) {
            GridSize grid = plane.spec().size();
            MappedNetwork network = byId.get(plane.key().variant());
            long image = network.operations(train.shape(), train.outputs());
            double operations = plane.spec().rise().isPresent() ? (double) image * riseImages(config) : 0;
            double images = axesImages(plane);
            for (SurfaceKey key : plane.surfaces()) {
                images += mapImages(config, grid, calibration(key.bn(), train));
                double own = images(config, grid, key.bn(), train);
                operations += own * image;
                units += units(config, own, image);
                points += grid.points();
                least += leastPoints(config.surface(), grid);
            }
            if (images > 0) {
                derivatives.merge(network.id(), images, Double::sum);
            }
            planes.merge(plane.spec().id(), new PlaneCost(plane.spec().id(), grid, 1, operations), PlaneCost::plus);
            values += 2.0 * network.layout(train.shape(), train.outputs()).size();
        }
        double surface =
                planes.values().stream().mapToDouble(PlaneCost::operations).sum();
        double coreSeconds = training.operations / trainingSpeed(config.train().engine())
                + surface / evaluationSpeed(config.surface().engine());
        return new RunPlan(
                networks.size(),
                training.steps,
                planned.surfaces().size(),
                List.copyOf(planes.values()),
                planned.leftOut(),
                points,
                least,
                config.data().shards(),
                units,
                training.operations,
                surface,
                derivatives,
                coreSeconds,
                ROW_BYTES * points * (config.data().shards() + 1) + PARAMETER_BYTES * values);
    }

    /** Images that statistics of batch normalisation are taken from at each point; none where they stay as they are. */
    public static int calibration(BnMode bn, LabelledImages train) {
        return bn == BnMode.RECALIBRATED ? Math.min(EvaluationData.CALIBRATION_EXAMPLES, train.count()) : 0;
    }

    /** Whether points may be left out. */
    public boolean isAdaptive() {
        return leastPoints < points;
    }

    private static long leastPoints(SurfaceConfig surface, GridSize grid) {
        return surface.isAdaptive()
                ? new Refinement(grid, OptionalLong.empty(), surface.adaptiveTolerance()).least()
                : grid.points();
    }

    /** Rows of {@code losses}. */
    public double lossRows() {
        return (double) points * shards;
    }

    /** Whether a row for each shard is finer than is good for a grid of this size. */
    public boolean hasManyRows() {
        return lossRows() > MANY_ROWS;
    }

    private static double trainingImages(TrainConfig train, int steps) {
        int evaluations = 2 + (train.evalEvery() > 0 ? steps / train.evalEvery() : 0);
        return (double) Graph.TRAINING_FACTOR * steps * train.batchSize() + 2.0 * evaluations * train.evalExamples();
    }

    /** Images that the range of a plane takes until the loss has risen. */
    private static long riseImages(RunConfig config) {
        return (4L * RiseRange.points() + 1) * config.surface().examples();
    }

    /** Images in forward passes that the eigenvectors take along which a plane lies. */
    private static double axesImages(PlannedPlane plane) {
        return plane.spec()
                .eigenvectors()
                .map(wanted -> (double) CurvaturePlan.images(wanted.iterations(), wanted.examples()))
                .orElse(0.0);
    }

    /** Images in forward passes that second derivatives take at all points of a surface. */
    private static double mapImages(RunConfig config, GridSize grid, int calibration) {
        SurfaceConfig surface = config.surface();
        return surface.curvature() == SurfaceCurvature.NONE
                ? 0
                : (double) grid.points()
                        * (calibration + CurvaturePlan.images(surface.curvatureIterations(), surface.examples()));
    }

    private static double images(RunConfig config, GridSize grid, BnMode bn, LabelledImages train) {
        return planner(config, bn, train)
                .work(List.of(new Span(0, grid.points(), 0, config.data().shards())));
    }

    private static UnitPlanner planner(RunConfig config, BnMode bn, LabelledImages train) {
        int calibration = calibration(bn, train);
        int[] shards = Shard.cut(config.surface().mostExamples(), config.data().shards()).stream()
                .mapToInt(Shard::examples)
                .toArray();
        return new UnitPlanner(shards, calibration);
    }

    private static long units(RunConfig config, double images, long image) {
        double speed = evaluationSpeed(config.surface().engine()) / image;
        UnitSize size = UnitSize.of(config.spark(), speed, Runtime.getRuntime().availableProcessors(), images, images);
        return (long) Math.ceil(images / size.unitImages());
    }

    private static int snapshots(TrainConfig train, int steps) {
        return 2 + (train.checkpointEvery() > 0 ? steps / train.checkpointEvery() : 0);
    }

    private static double trainingSpeed(EngineKind engine) {
        return engine == EngineKind.SIMD ? SIMD_TRAINING : DL4J_TRAINING;
    }

    private static double evaluationSpeed(EngineKind engine) {
        return switch (engine) {
            case SIMD -> SIMD_EVALUATION;
            case DL4J -> DL4J_EVALUATION;
            case ONNXRUNTIME -> RuntimeTrial.NOMINAL_SPEED;
        };
    }
}
