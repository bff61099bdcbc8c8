package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Shard;
import io.lossatlas.graph.Graph;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Grid;
import io.lossatlas.store.Span;
import java.util.List;

/**
 * The cost of a configuration, computed without starting anything.
 *
 * @param variants networks to train
 * @param trainingSteps updates of each
 * @param surfaces planes times variants times treatments of batch normalisation
 * @param points grid points of each surface
 * @param shards runs of the evaluation slice
 * @param units work units of all surfaces
 * @param trainingOperations floating-point operations of the training, two a multiply-add
 * @param surfaceOperations the same of the surfaces
 * @param coreSeconds core time of both, at nominal speeds of the engines
 * @param bytes of the finished tables, about
 */
public record RunPlan(
        int variants,
        int trainingSteps,
        long surfaces,
        long points,
        int shards,
        long units,
        double trainingOperations,
        double surfaceOperations,
        double coreSeconds,
        double bytes) {
    /** Operations a second of a core: training and evaluation by LossAtlas' kernels, and by DL4J. */
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

    /** The plan of a configuration. */
    public static RunPlan of(RunConfig config, DataSet data) {
        int steps = config.train()
                .length()
                .steps(data.train().count(), config.train().batchSize());
        return of(config, data, steps, trainingImages(config.train(), steps));
    }

    /** The plan of a configuration whose network is trained already. */
    public static RunPlan withoutTraining(RunConfig config, DataSet data) {
        return of(config, data, 0, 0);
    }

    private static RunPlan of(RunConfig config, DataSet data, int steps, double trainingImages) {
        LabelledImages train = data.train();
        List<Variant> variants = Variant.of(config.sweep());
        Grid grid = new Grid(config.surface().x(), config.surface().y());
        double training = 0;
        double surface = 0;
        long units = 0;
        double parameters = 0;
        for (Variant variant : variants) {
            Graph graph = FamilyGraph.of(variant, train.shape(), train.classes());
            long image = graph.operations();
            training += image * trainingImages;
            parameters += graph.layout().size();
            for (BnMode bn : config.surface().bn()) {
                double images = images(config, grid, bn, train);
                int planes = config.surface().directionSeeds().size();
                surface += planes * images * image;
                units += planes * units(config, images, image);
            }
        }
        long surfaces = (long) variants.size()
                * config.surface().directionSeeds().size()
                * config.surface().bn().size();
        double coreSeconds = training / trainingSpeed(config.train().engine())
                + surface / evaluationSpeed(config.surface().engine());
        return new RunPlan(
                variants.size(),
                steps,
                surfaces,
                grid.points(),
                config.data().shards(),
                units,
                training,
                surface,
                coreSeconds,
                bytes(config, steps, surfaces, grid.points(), parameters));
    }

    /** Rows of {@code losses}. */
    public double lossRows() {
        return (double) surfaces * points * shards;
    }

    /** Whether a row for each shard is finer than is good for a grid of this size. */
    public boolean hasManyRows() {
        return lossRows() > MANY_ROWS;
    }

    private static double trainingImages(TrainConfig train, int steps) {
        int evaluations = 2 + (train.evalEvery() > 0 ? steps / train.evalEvery() : 0);
        return (double) Graph.TRAINING_FACTOR * steps * train.batchSize() + 2.0 * evaluations * train.evalExamples();
    }

    private static double images(RunConfig config, Grid grid, BnMode bn, LabelledImages train) {
        return planner(config, bn, train)
                .work(List.of(new Span(0, grid.points(), 0, config.data().shards())));
    }

    private static UnitPlanner planner(RunConfig config, BnMode bn, LabelledImages train) {
        int calibration = bn == BnMode.RECALIBRATED ? Math.min(EvaluationData.CALIBRATION_EXAMPLES, train.count()) : 0;
        int[] shards = Shard.cut(config.surface().examples(), config.data().shards()).stream()
                .mapToInt(Shard::examples)
                .toArray();
        return new UnitPlanner(shards, calibration);
    }

    private static long units(RunConfig config, double images, long image) {
        double speed = evaluationSpeed(config.surface().engine()) / image;
        UnitSize size = UnitSize.of(config.spark(), speed, Runtime.getRuntime().availableProcessors(), images, images);
        return (long) Math.ceil(images / size.unitImages());
    }

    private static double bytes(RunConfig config, int steps, long surfaces, long points, double parameters) {
        int every = config.train().checkpointEvery();
        int snapshots = 2 + (every > 0 ? steps / every : 0);
        double planes = 2.0 * config.surface().directionSeeds().size();
        return ROW_BYTES * surfaces * points * (config.data().shards() + 1)
                + PARAMETER_BYTES * parameters * (snapshots + planes);
    }

    private static double trainingSpeed(EngineKind engine) {
        return engine == EngineKind.SIMD ? SIMD_TRAINING : DL4J_TRAINING;
    }

    private static double evaluationSpeed(EngineKind engine) {
        return engine == EngineKind.SIMD ? SIMD_EVALUATION : DL4J_EVALUATION;
    }
}
