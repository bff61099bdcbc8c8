package io.lossatlas.bench.grid;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.bench.EvaluationContestant;
import io.lossatlas.bench.Subject;
import io.lossatlas.bench.peer.TemporaryFolder;
import io.lossatlas.bench.subject.FamilyCase;
import io.lossatlas.bench.subject.SubjectWeights;
import io.lossatlas.bench.subject.Task;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Peak;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.Variant;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import io.lossatlas.surface.SurfaceProgress;
import io.lossatlas.surface.SurfaceStage;
import io.lossatlas.train.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A surface as a whole, computed by Spark on one core and on two, about as long on each. */
public final class GridBench {
    private static final int EXAMPLES = 1024;
    private static final double WARM_UP = 3;
    private static final double PEAK_SECONDS = 0.5;

    private final double seconds;
    private final DataSet data;
    private final IntFunction<SparkSession> sessions;
    private final Consumer<String> progress;
    private final RunConfig config;
    private final Variant variant;
    private final TimedEngine engine;
    private final Weights weights;

    /**
     * A benchmark.
     *
     * @param seconds that the surface takes on either number of cores, about
     * @param data at least 1,024 test examples
     * @param sessions begins Spark with so many worker threads in this process
     * @param progress told how it gets on, a line each
     */
    public GridBench(double seconds, DataSet data, IntFunction<SparkSession> sessions, Consumer<String> progress) {
        this.seconds = seconds;
        this.data = data;
        this.sessions = sessions;
        this.progress = progress;
        this.config = config(1);
        this.variant = Variant.of(config.sweep()).get(0);
        LabelledImages test = data.test();
        this.engine = new TimedEngine(Engines.of(EngineKind.SIMD, variant, test.shape(), test.classes()));
        this.weights = SubjectWeights.draw(engine, data.test());
    }

    /** Runs the surface anew for each number of cores. */
    public List<GridRow> run() {
        double rate = imagesPerSecond();
        int most = Math.min(2, Runtime.getRuntime().availableProcessors());
        List<GridRow> rows = new ArrayList<>();
        for (int cores = 1; cores <= most; cores++) {
            String job = "grid job on %d of %d cores, about %.0f s".formatted(cores, most, seconds);
            progress.accept(job);
            try (TemporaryFolder folder = TemporaryFolder.make()) {
                rows.add(run(job, cores, side(cores * rate * seconds / EXAMPLES), folder.path()));
            }
        }
        return rows;
    }

    /** Points of each axis of a square grid of about so many. */
    static int side(double points) {
        return (int) Math.max(2, Math.round(Math.sqrt(points)));
    }

    private double imagesPerSecond() {
        Subject subject = new Subject(
                new FamilyCase(
                        Task.EVAL,
                        variant.depth(),
                        variant.wiring(),
                        variant.width(),
                        List.of(EngineKind.SIMD),
                        data.test()),
                weights);
        try (EvaluationContestant contestant = new EvaluationContestant(engine, subject)) {
            contestant.warmUp(Math.min(WARM_UP, seconds));
            return contestant.run(Math.min(1, seconds)).imagesPerSecond();
        }
    }

    private GridRow run(String job, int cores, int side, Path folder) {
        double before = peak(cores);
        CoreTime whole;
        CoreTime inside;
        try (SparkSession spark = sessions.apply(cores)) {
            Run run = publishedWeights(spark, folder);
            TimedEngine.take();
            double cpuStart = cpuSeconds();
            long start = System.nanoTime();
            try (SurfaceStage stage = stage(spark, run, config(side), new GridProgress(job, progress))) {
                stage.compute(List.of(variant));
            }
            whole = new CoreTime((System.nanoTime() - start) * 1e-9, cpuSeconds() - cpuStart);
            inside = TimedEngine.take();
        }
        double peak = (before + peak(cores)) / 2;
        return new GridRow(cores, (long) side * side, EXAMPLES, whole, inside, peak);
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                * 1e-3;
    }

    private SurfaceStage stage(SparkSession spark, Run run, RunConfig job, SurfaceProgress to) {
        return new SurfaceStage(spark, run, job, data, any -> engine, to);
    }

    private Run publishedWeights(SparkSession spark, Path folder) {
        RunFolder at =
                RunFolder.at(folder.toUri().toString(), spark.sparkContext().hadoopConfiguration());
        Run run = Run.open(at, JsonNodeFactory.instance.objectNode(), Map.of());
        List<Parameter> parameters = weights.layout().parameters();
        List<Row> rows = IntStream.range(0, parameters.size())
                .mapToObj(index -> row(index, parameters.get(index)))
                .toList();
        List<FileRecord> files = new Publisher(spark, at).write(Table.WEIGHTS, variant.id(), rows);
        run.commit(draft -> {
            draft.add(Table.WEIGHTS.folder(), files);
            draft.variant(variant.id(), new VariantRecord(VariantRecord.DONE, 0, 0, 0));
        });
        return run;
    }

    private Row row(int index, Parameter parameter) {
        Integer[] shape = parameter.shape().toArray(Integer[]::new);
        return RowFactory.create(
                variant.id(), 0, index, parameter.name(), parameter.role().text(), shape, weights.of(parameter));
    }

    /** All threads' peak loops at the same time. */
    private double peak(int threads) {
        List<CompletableFuture<Double>> loops = IntStream.range(0, threads)
                .mapToObj(any -> CompletableFuture.supplyAsync(
                        () -> Peak.gigaflops(Math.min(PEAK_SECONDS, seconds)),
                        work -> new Thread(work, "peak").start()))
                .toList();
        return loops.stream().mapToDouble(CompletableFuture::join).sum();
    }

    private static RunConfig config(int side) {
        return RunConfigs.load(
                Optional.empty(),
                List.of(
                        "sweep.depths=[10]",
                        "sweep.skips=[skip]",
                        "sweep.widths=[8]",
                        "surface.split=test",
                        "surface.bn=frozen",
                        "surface.examples=" + EXAMPLES,
                        "surface.x.points=" + side,
                        "surface.y.points=" + side));
    }
}
