package io.lossatlas.results;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.RunConfig;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LinePlane;
import io.lossatlas.plane.RandomPlane;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Run;
import io.lossatlas.store.SurfaceRecord;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The results that a run has published: each is read when it is first asked for, and but once. For whoever shows or writes
 * them; a run that is opened again has results of its own.
 */
public final class Results {
    private final Run run;
    private final RunConfig config;
    private final SurfaceReader surfaces;
    private final GradientReader gradients;
    private final TrainingReader training;
    private final MetricReader metrics;
    private final PathReader pathReader;
    private final CurvatureResults curvature;
    private final Once<Map<String, Network>> networks = new Once<>(this::named);
    private final Once<List<TrainingOutcome>> outcomes = new Once<>(this::readOutcomes);
    private final Once<Map<String, Integer>> lastSteps = new Once<>(this::readLastSteps);
    private final Once<List<SurfaceSummary>> summaries = new Once<>(this::readSummaries);
    private final Once<List<TrainingCurve>> curves;
    private final Once<FailedPoints> failures;
    private final Once<List<WeightPath>> paths;

    /** Of an open run. */
    public Results(SparkSession spark, Run run, RunConfig config) {
        this.run = run;
        this.config = config;
        this.surfaces = new SurfaceReader(spark, run);
        this.gradients = new GradientReader(spark, run);
        this.training = new TrainingReader(spark, run);
        this.metrics = new MetricReader(spark, run, config, this::network);
        this.pathReader = new PathReader(spark, run);
        this.curvature = new CurvatureResults(spark, run, this::network);
        this.paths = new Once<>(pathReader::all);
        this.curves = new Once<>(() -> training.curves(this::network));
        this.failures = new Once<>(surfaces::failures);
    }

    /** What the run was made with. */
    public RunConfig config() {
        return config;
    }

    /** What is published. */
    public Manifest manifest() {
        return run.manifest();
    }

    /** The loss of guessing one of the classes of the run's data, as its surfaces have it. */
    public GuessingLoss guessing() {
        return GuessingLoss.ofSurfaces(run.manifest().provenance());
    }

    /** Whether the run's examples have labels, and so its surfaces accuracies. */
    public boolean labelled() {
        return !run.manifest().provenance().containsKey(GuessingLoss.OUTPUTS);
    }

    /** The same of its trainings, whose loss is cross-entropy whatever that of the surfaces is. */
    public GuessingLoss trainingGuessing() {
        return GuessingLoss.of(run.manifest().provenance());
    }

    /** The network of a name in the tables. */
    public Network network(String id) {
        return networks.get().getOrDefault(id, Network.ofItsOwn(id));
    }

    private Map<String, Network> named() {
        Map<String, Network> named = new HashMap<>();
        if (!config.networks().isEmpty()) {
            return named;
        }
        Stream.of(Variant.of(config.sweep()), training.variants())
                .flatMap(Collection::stream)
                .flatMap(variant -> Stream.of(Network.of(variant), Network.pooled(variant)))
                .forEach(network -> named.put(network.id(), network));
        return named;
    }

    /** What became of every network that was trained or has surfaces, in {@link Network#ORDER}. */
    public List<TrainingOutcome> outcomes() {
        return outcomes.get();
    }

    private List<TrainingOutcome> readOutcomes() {
        Map<String, TrainingOutcome> all = new HashMap<>();
        run.manifest().variants().forEach((id, record) -> all.put(id, metrics.outcome(id, record)));
        surfaces.keys()
                .forEach(key -> all.computeIfAbsent(
                        key.variant(), id -> TrainingOutcome.untrained(network(id), trainingGuessing())));
        return all.values().stream()
                .sorted(Comparator.comparing(TrainingOutcome::network, Network.ORDER))
                .toList();
    }

    /** The surfaces of which points are published in a few numbers each, by network, then by name. */
    public List<SurfaceSummary> summaries() {
        return summaries.get();
    }

    /** Those around the last weights of their networks. */
    public List<SurfaceSummary> current() {
        return summaries().stream().filter(summary -> isCurrent(summary.key())).toList();
    }

    /** Whether a surface is around the last weights of its network. */
    public boolean isCurrent(SurfaceKey key) {
        return lastSteps.get().getOrDefault(key.variant(), key.step()) <= key.step();
    }

    private Map<String, Integer> readLastSteps() {
        return surfaces.keys().stream().collect(Collectors.toMap(SurfaceKey::variant, SurfaceKey::step, Math::max));
    }

    /** What files about a surface are called, without an ending: the step is in it where the network has a later one. */
    public String fileName(SurfaceKey key) {
        String name = "%s-%s-%s-%s"
                .formatted(
                        key.variant(), key.plane(), key.split().text(), key.bn().text());
        return isCurrent(key) ? name : "%s-step%d".formatted(name, key.step());
    }

    private List<SurfaceSummary> readSummaries() {
        return surfaces.keys().stream()
                .map(metrics::summary)
                .sorted(Comparator.comparing(SurfaceSummary::network, Network.ORDER)
                        .thenComparing(summary -> summary.key().plane())
                        .thenComparingInt(summary -> summary.key().step())
                        .thenComparing(summary -> summary.key().scope()))
                .toList();
    }

    /** Whether points of a surface were left out, whose losses are filled in. */
    public boolean isFilledIn(SurfaceKey key) {
        SurfaceRecord record = run.manifest().surfaces().get(key.scope());
        return record != null && record.leavesOut();
    }

    /** The points of a surface. */
    public Grid grid(SurfaceKey key) {
        return run.manifest().grid(key.planeKey());
    }

    /** Name of the network or step at alpha = 1 of a plane that is a line to it, nothing of another plane. */
    public String otherEnd(String plane) {
        return setting(plane, LinePlane.TO)
                .map(to -> to.replaceFirst("@(\\d+)$", " step $1").strip())
                .orElse("");
    }

    /** Whether the range of a plane, and with it the coordinates of its points, was chosen through each network. */
    public boolean isChosen(String plane) {
        return Optional.ofNullable(run.manifest().planes().get(plane))
                .map(record -> record.grid().isEmpty())
                .orElse(false);
    }

    /** How the directions of a plane are scaled; not at all where they are not drawn. */
    public Normalize normalize(String plane) {
        return setting(plane, RandomPlane.NORMALIZE)
                .flatMap(text -> Arrays.stream(Normalize.values())
                        .filter(normalize -> normalize.text().equals(text))
                        .findFirst())
                .orElse(Normalize.NONE);
    }

    private Optional<String> setting(String plane, String key) {
        return Optional.ofNullable(run.manifest().planes().get(plane))
                .map(record -> record.settings().get(key));
    }

    /**
     * A surface; the driver holds the points that are taken and no others.
     *
     * @param sampling which points of its grid are taken
     */
    public Surface surface(SurfaceKey key, Sampling sampling) {
        return surfaces.read(key, grid(key), normalize(key.plane()), sampling);
    }

    /** The rows of table {@code surface} that a surface has, in no order, for what is written row by row. */
    public Dataset<Row> rows(SurfaceKey key) {
        return surfaces.rows(key);
    }

    /** The surfaces of which points are published. */
    public Set<SurfaceKey> surfaces() {
        return new HashSet<>(surfaces.keys());
    }

    /** All training curves, by network and split. */
    public List<TrainingCurve> curves() {
        return curves.get();
    }

    /**
     * The gradients of the networks that have any, in {@link Network#ORDER}; of many probed steps those up to the tenth
     * update and evenly many of the rest.
     *
     * @param mostSteps how many at most, larger than 12
     */
    public List<GradientGrid> gradients(int mostSteps) {
        return run.manifest().variants().keySet().stream()
                .map(this::network)
                .sorted(Network.ORDER)
                .map(network -> gradients.read(network, mostSteps))
                .filter(grid -> !grid.empty())
                .collect(Collectors.toUnmodifiableList());
    }

    /** All metrics of table {@code metrics}, by name. */
    public List<MetricValue> metrics() {
        return metrics.all();
    }

    /**
     * A value for a surface by its definition; empty where it cannot be had. Those of losses, centre and barrier that the
     * table lacks are computed, without an interval.
     */
    public Optional<MetricValue> metric(SurfaceKey key, Metric metric) {
        return metrics.metric(key, metric);
    }

    /** Where the weights lie that planes were made from, of each surface, in the order of its name. */
    public List<WeightPath> paths() {
        return paths.get();
    }

    /** That of a surface; empty where its plane was made from no other weights. */
    public Optional<WeightPath> path(SurfaceKey key) {
        return paths().stream().filter(path -> path.key().equals(key)).findFirst();
    }

    /** All rows of table {@code paths}. */
    public Dataset<Row> pathRows() {
        return pathReader.rows();
    }

    /** Curvature in all directions. */
    public CurvatureResults curvature() {
        return curvature;
    }

    /** Parts of table {@code curvature} at the networks' own weights whose metrics are those of what is published, by name. */
    public Set<String> analysedCurvature() {
        return metrics.analysedCurvature();
    }

    /** Points that could not be computed. */
    public FailedPoints failures() {
        return failures.get();
    }
}
