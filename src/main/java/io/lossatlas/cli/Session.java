package io.lossatlas.cli;

import io.lossatlas.cli.option.EndFile;
import io.lossatlas.cli.option.OwnNetworkFile;
import io.lossatlas.cli.option.OwnWeights;
import io.lossatlas.cli.progress.CoreUse;
import io.lossatlas.cli.progress.CurvatureLines;
import io.lossatlas.cli.progress.ProgressLine;
import io.lossatlas.cli.progress.SurfaceLines;
import io.lossatlas.cli.progress.TrainingLines;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.identity.Fingerprints;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.curvature.CurvatureCheck;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.curvature.CurvatureStage;
import io.lossatlas.curvature.SurfaceMaps;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunLock;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import io.lossatlas.surface.RunStatus;
import io.lossatlas.surface.SurfaceStage;
import io.lossatlas.train.Engines;
import io.lossatlas.train.ImportStage;
import io.lossatlas.train.JobPool;
import io.lossatlas.train.TrainStage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Work in progress: a Spark session and an open run, and the stages on them. */
final class Session implements AutoCloseable {
    private static final String CORE_USE = "core_use";

    private final RunRequest request;
    private final PrintWriter out;
    private final SparkSession spark;
    private final RunLock lock;
    private final Run run;

    private Session(RunRequest request, PrintWriter out, SparkSession spark, RunLock lock, Run run) {
        this.request = request;
        this.out = out;
        this.spark = spark;
        this.lock = lock;
        this.run = run;
    }

    /** Locks the run, starts Spark and opens the run, which drops what was damaged or is to be started over. */
    static Session open(RunRequest request, String command, PrintWriter out) {
        Run.requireUsable(request.folder());
        RunLock lock = RunLock.acquire(request.folder(), out::println);
        try {
            return open(request, lock, Sparks.session("lossatlas " + command), out);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Session open(RunRequest request, RunLock lock, SparkSession spark, PrintWriter out) {
        Run run = Run.open(lock, request.json(), Provenance.of(spark, request));
        for (FileRecord damaged : run.dropDamaged()) {
            out.println("damaged, to be computed again: " + damaged.path());
        }
        request.fresh().ifPresent(run::startOver);
        return new Session(request, out, spark, lock, run);
    }

    /** Trains what is missing of the sweep. */
    void train() {
        describe(Stage.TRAIN);
        try (ProgressLine line = new ProgressLine(out);
                TrainStage stage = trainStage(line)) {
            stage.compute(request.variants());
        }
        describe(Stage.TRAIN);
    }

    /**
     * Computes what is missing of the surfaces, around the user's own network where one is given; gives the number of points
     * that could not be computed.
     */
    int surface() {
        request.weights().ifPresent(this::adopt);
        if (!request.networks().isEmpty()) {
            adopt(request.networks());
        }
        adoptFiles();
        describe(Stage.SURFACE);
        describeCurvature();
        try (ProgressLine line = new ProgressLine(out);
                SurfaceStage stage = surfaceStage(line)) {
            int failed = stage.compute(request.mapped());
            describe(Stage.SURFACE);
            describeCurvature();
            return failed;
        }
    }

    /** Publishes the user's own network in place of a training. */
    private void adopt(OwnWeights own) {
        describe(Stage.TRAIN);
        try (ProgressLine line = new ProgressLine(out);
                TrainStage stage = trainStage(line)) {
            if (stage.adopt(own.variant(), own.network().weights())) {
                line.line("weights of %s published as %s".formatted(own.file(), own.variant()));
            }
        }
        describe(Stage.TRAIN);
    }

    /** Publishes the weights of networks that are brought along. */
    private void adopt(List<OwnNetworkFile> networks) {
        describe(Stage.TRAIN);
        try (ProgressLine line = new ProgressLine(out)) {
            ImportStage stage = new ImportStage(spark, run);
            for (OwnNetworkFile network : networks) {
                int published = stage.publish(network.id(), network.weights());
                if (published > 0) {
                    line.line("weights of %s published, %d of %d steps"
                            .formatted(network.id(), published, network.steps().size()));
                }
            }
        }
        describe(Stage.TRAIN);
    }

    /** Publishes the weights of files that planes lead to. */
    private void adoptFiles() {
        if (request.files().isEmpty()) {
            return;
        }
        try (ProgressLine line = new ProgressLine(out)) {
            ImportStage stage = new ImportStage(spark, run);
            for (EndFile file : request.files()) {
                if (stage.publishFile(file.name(), file.weights().get())) {
                    line.line("weights of %s published as %s".formatted(file.file(), file.name()));
                }
            }
        }
    }

    /** Both: the surfaces around a variant are computed while others are still in training. */
    int trainAndSurface() {
        if (request.weights().isPresent() || !request.networks().isEmpty()) {
            return surface();
        }
        adoptFiles();
        describe(Stage.TRAIN);
        describe(Stage.SURFACE);
        describeCurvature();
        CoreUse use = CoreUse.on(spark);
        try (ProgressLine line = new ProgressLine(out);
                TrainStage train = trainStage(line);
                SurfaceStage surface = surfaceStage(line)) {
            JobPool jobs = new JobPool(spark.sparkContext()::cancelAllJobs);
            JobPool.Queue planes = surface.queue(jobs);
            surface.announce(request.variants());
            train.start(jobs, request.variants(), (variant, record) -> {
                if (record.done()) {
                    surface.start(planes, variant);
                } else {
                    surface.skip(variant);
                }
            });
            jobs.await();
            describe(Stage.TRAIN);
            describe(Stage.SURFACE);
            describeCurvature();
            describe(use, line);
            return surface.failed();
        }
    }

    private void describe(CoreUse use, ProgressLine line) {
        String summary = use.summary(System.currentTimeMillis());
        line.line("cores    " + summary);
        run.commit(draft -> draft.describe(CORE_USE, summary));
    }

    private TrainStage trainStage(ProgressLine line) {
        return new TrainStage(spark, run, request.config(), request.data(), new TrainingLines(line));
    }

    private SurfaceStage surfaceStage(ProgressLine line) {
        RunConfig config = request.config();
        LabelledImages images = request.data().train();
        Function<MappedNetwork, Engine> engines = network -> Engines.of(
                config.surface().engine(),
                network,
                images.shape(),
                images.outputs(),
                config.surface().loss());
        return new SurfaceStage(spark, run, config, request.data(), engines, new SurfaceLines(line));
    }

    /** Computes what is missing of eigenvalues, traces and spectra, where the configuration asks for any. */
    void curvature() {
        if (!request.config().curvature().wanted()) {
            return;
        }
        request.weights().ifPresent(this::adopt);
        if (!request.networks().isEmpty()) {
            adopt(request.networks());
        }
        RunConfig config = request.config();
        LabelledImages images = request.data().train();
        Function<MappedNetwork, Engine> engines = network -> Engines.of(
                EngineKind.SIMD,
                network,
                images.shape(),
                images.outputs(),
                config.surface().loss());
        describeCurvature();
        try (ProgressLine line = new ProgressLine(out)) {
            new CurvatureStage(spark, run, config, request.data(), request.known(), engines, new CurvatureLines(line))
                    .compute(request.mapped());
        }
        describeCurvature();
    }

    /** The same of curvature, at the networks' own weights and over the grids of planes. */
    private void describeCurvature() {
        RunConfig config = request.config();
        if (!CurvatureCheck.records(config)) {
            return;
        }
        List<CurvaturePart> parts = CurvaturePlan.parts(config.curvature(), request.known());
        List<SurfaceKey> maps = config.surface().curvature() == SurfaceCurvature.NONE
                ? List.of()
                : RunStatus.planned(config, run.manifest()).surfaces();
        long done = parts.stream()
                        .filter(part -> CurvatureStage.isPublished(run, part))
                        .count()
                + maps.stream()
                        .filter(key -> SurfaceMaps.isComplete(key, run.manifest()))
                        .count();
        Map<String, String> fingerprint = new TreeMap<>(run.manifest()
                .stage(Stage.CURVATURE)
                .map(StageRecord::fingerprint)
                .orElse(Map.of()));
        fingerprint.putAll(request.fingerprints().get(Stage.CURVATURE));
        StageRecord record = new StageRecord(fingerprint, (int) done, parts.size() + maps.size());
        run.commit(draft -> draft.stage(Stage.CURVATURE, record));
    }

    /** Computes what is missing of the metrics. */
    void analyze() {
        Analyzing.publish(spark, run, request.config(), out);
    }

    /** Draws pictures and prints the summary. */
    void report() {
        Reporting.publish(spark, run, request.config(), out);
    }

    /** Writes into the manifest what decides a stage's numbers and how much of it is published. */
    private void describe(Stage stage) {
        Map<String, String> published =
                run.manifest().stage(stage).map(StageRecord::fingerprint).orElse(Map.of());
        Map<String, String> fingerprint =
                Fingerprints.joined(published, request.fingerprints().get(stage));
        run.commit(draft -> draft.stage(
                stage, RunStatus.of("", request.config(), run.manifest()).stage(stage, fingerprint)));
    }

    @Override
    public void close() {
        spark.stop();
        lock.close();
    }
}
