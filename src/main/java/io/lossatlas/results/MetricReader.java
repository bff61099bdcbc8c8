package io.lossatlas.results;

import io.lossatlas.analysis.MetricRows;
import io.lossatlas.analysis.PlainMetrics;
import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.network.FinalLosses;
import io.lossatlas.analysis.surface.Centre;
import io.lossatlas.analysis.surface.LossStatistics;
import io.lossatlas.analysis.surface.Plateau;
import io.lossatlas.analysis.surface.PointCounts;
import io.lossatlas.config.RunConfig;
import io.lossatlas.curvature.SurfaceMaps;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads table {@code metrics}. What that lacks, or has of what was published before, is computed by the same functions:
 * a number is the same before and after {@code analyze}.
 */
final class MetricReader {
    private static final Comparator<Row> ORDER = by("metric")
            .thenComparing(by("variant"))
            .thenComparing(by("plane"))
            .thenComparing(row -> row.<Integer>getAs("step"), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(by("split"))
            .thenComparing(by("bn"))
            .thenComparing(by("interval"));

    private final SparkSession spark;
    private final Run run;
    private final PlainMetrics plain;
    private final GuessingLoss guessing;
    private final GuessingLoss trainingGuessing;
    private final Function<String, Network> networks;
    private final Map<SurfaceKey, Values> surfaces = new ConcurrentHashMap<>();
    private final Once<List<MetricValue>> all = new Once<>(this::read);
    private final Once<Map<List<Object>, List<MetricValue>>> groups =
            new Once<>(() -> all().stream().collect(Collectors.groupingBy(MetricReader::group)));

    MetricReader(SparkSession spark, Run run, RunConfig config, Function<String, Network> networks) {
        this.spark = spark;
        this.run = run;
        this.plain = new PlainMetrics(spark, run, config);
        this.guessing = GuessingLoss.ofSurfaces(run.manifest().provenance());
        this.trainingGuessing = GuessingLoss.of(run.manifest().provenance());
        this.networks = networks;
    }

    /** All rows of the table, in one order. */
    List<MetricValue> all() {
        return all.get();
    }

    private List<MetricValue> read() {
        List<Row> rows = run.rows(spark, Table.METRICS, run.manifest().files(Table.METRICS));
        rows.sort(ORDER);
        return values(rows);
    }

    private static Comparator<Row> by(String column) {
        return Comparator.comparing(row -> row.<String>getAs(column), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** What became of a network. */
    TrainingOutcome outcome(String variant, VariantRecord record) {
        Values values = values(
                variant,
                List.of(MetricRows.NONE, variant, OptionalInt.empty(), MetricRows.NONE, MetricRows.NONE),
                () -> plain.network(variant));
        return new TrainingOutcome(
                networks.apply(variant),
                record.status(),
                record.step(),
                record.seconds(),
                values.of(FinalLosses.TRAIN_LOSS),
                values.of(FinalLosses.TRAIN_ACCURACY),
                values.of(FinalLosses.TEST_LOSS),
                values.of(FinalLosses.TEST_ACCURACY),
                values.count(FinalLosses.TEST_ACCURACY),
                trainingGuessing);
    }

    /** A surface in a few numbers. */
    SurfaceSummary summary(SurfaceKey key) {
        Values values = surface(key);
        return new SurfaceSummary(
                key,
                run.manifest().plane(key.plane()).type(),
                networks.apply(key.variant()),
                (long) values.of(PointCounts.POINTS),
                (long) values.of(PointCounts.MISSING_POINTS),
                (long) values.of(PointCounts.NON_FINITE_POINTS),
                values.of(Centre.CENTRE_LOSS),
                values.of(LossStatistics.LOSS_MIN),
                values.of(LossStatistics.LOSS_MAX),
                values.of(Plateau.PLATEAU_FRACTION),
                guessing);
    }

    /** Parts of table {@code curvature} whose metrics are up to date. */
    Set<String> analysedCurvature() {
        return run.manifest().files(Table.CURVATURE).stream()
                .map(FileRecord::scope)
                .filter(scope -> SurfaceMaps.key(scope).isEmpty())
                .filter(plain::isCurvaturePublished)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A metric of a surface; empty where it cannot be had. */
    Optional<MetricValue> metric(SurfaceKey key, Metric metric) {
        return Optional.ofNullable(surface(key).byName.get(metric.name()));
    }

    private Values surface(SurfaceKey key) {
        return surfaces.computeIfAbsent(key, unused -> values(key.scope(), group(key), () -> plain.surface(key)));
    }

    /** What the table has; in place of numbers of what was published before, those of what is published now. */
    private Values values(String scope, List<Object> group, Supplier<List<Row>> now) {
        Map<String, MetricValue> values = new HashMap<>();
        groups.get().getOrDefault(group, List.of()).forEach(value -> values.put(value.name(), value));
        if (!plain.isPublished(scope)) {
            values(now.get()).forEach(value -> values.put(value.name(), value));
        }
        return new Values(values);
    }

    private static List<Object> group(SurfaceKey key) {
        return List.of(
                key.plane(),
                key.variant(),
                OptionalInt.of(key.step()),
                key.split().text(),
                key.bn().text());
    }

    private static List<Object> group(MetricValue value) {
        return List.of(value.plane(), value.network().id(), value.step(), value.split(), value.bn());
    }

    private List<MetricValue> values(List<Row> rows) {
        return rows.stream().map(this::value).toList();
    }

    private MetricValue value(Row row) {
        return new MetricValue(
                networks.apply(row.getAs("variant")),
                row.getAs("plane"),
                step(row),
                row.getAs("split"),
                row.getAs("bn"),
                row.getAs("metric"),
                number(row, "value"),
                number(row, "low"),
                number(row, "high"),
                row.getAs("interval"),
                row.<Long>getAs("n"));
    }

    private static OptionalInt step(Row row) {
        Integer step = row.getAs("step");
        return step == null ? OptionalInt.empty() : OptionalInt.of(step);
    }

    private static double number(Row row, String column) {
        Double value = row.getAs(column);
        return value == null ? Double.NaN : value;
    }

    /** The metrics of one surface or network, by name. */
    private record Values(Map<String, MetricValue> byName) {
        double of(Metric metric) {
            MetricValue value = byName.get(metric.name());
            return value == null ? Double.NaN : value.value();
        }

        long count(Metric metric) {
            MetricValue value = byName.get(metric.name());
            return value == null ? 0 : value.n();
        }
    }
}
