package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.config.RunConfig;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.curvature.SurfaceMaps;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.TrajectoryPlane;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import io.lossatlas.store.parquet.RowsFile;
import io.lossatlas.surface.RunStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The jobs that make {@code metrics} of what the tables of a run hold. */
final class MetricJobs {
    /** The scope of the job whose rows are over several planes and networks. */
    static final String POOL = "all";

    /** How scopes of metrics of paths begin; that of the surface follows. */
    private static final String PATHS = "paths/";

    /** How scopes of metrics of curvature begin. */
    private static final String CURVATURE = "curvature/";

    private final SparkSession spark;
    private final Run run;
    private final RunConfig config;

    MetricJobs(SparkSession spark, Run run, RunConfig config) {
        this.spark = spark;
        this.run = run;
        this.config = config;
    }

    /** One for each finished surface, each plane, each path and each network that is no longer in training. */
    List<MetricJob> single() {
        return Stream.of(surfaces(), planes(), paths(), networks(), curvature(), maps())
                .flatMap(jobs -> jobs)
                .toList();
    }

    /** The one over all that is published of the single ones. */
    MetricJob pooled() {
        List<FileRecord> sources = run.manifest().files(Table.METRICS).stream()
                .filter(file -> !file.scope().equals(POOL))
                .toList();
        Map<String, String> drawn = new TreeMap<>();
        run.manifest().planes().forEach((plane, record) -> record.distribution()
                .ifPresent(distribution -> drawn.put(plane, distribution)));
        return new MetricJob(
                POOL, sources, "\n" + drawn, () -> rows(Table.METRICS, sources, PoolTask.COLUMNS, new PoolTask(drawn)));
    }

    private Stream<MetricJob> surfaces() {
        Manifest manifest = run.manifest();
        return scopes(Table.LOSSES)
                .map(SurfaceKey::of)
                .filter(key -> RunStatus.surface(config, key, manifest).finished())
                .map(this::surface);
    }

    private MetricJob surface(SurfaceKey key) {
        List<FileRecord> losses = files(Table.LOSSES, key.scope());
        List<FileRecord> sources = Stream.concat(losses.stream(), files(Table.SURFACE, key.scope()).stream())
                .toList();
        PlaneRecord plane = run.manifest().plane(key.plane());
        SurfaceTask task = new SurfaceTask(
                key,
                plane.type(),
                run.manifest().grid(key.planeKey()),
                config.data().shards(),
                Steering.of(config.surface(), config.data().shards())
                        .map(Steering::least)
                        .orElse(config.data().shards()),
                new Completions(spark, run).of(key).orElse(null),
                GuessingLoss.ofSurfaces(run.manifest().provenance()));
        return new MetricJob(key.scope(), sources, () -> rows(Table.LOSSES, losses, SurfaceTask.COLUMNS, task));
    }

    private Stream<MetricJob> planes() {
        return scopes(Table.DIRECTIONS).map(scope -> {
            List<FileRecord> sources = files(Table.DIRECTIONS, scope);
            DirectionsTask task = new DirectionsTask(PlaneKey.of(scope));
            return new MetricJob(
                    scope,
                    sources,
                    () -> made(task, run.rows(spark, Table.DIRECTIONS, sources, DirectionsTask.COLUMNS)));
        });
    }

    /** Of trainings alone: the ends of a line and the corners of a triangle lie in their planes. */
    private Stream<MetricJob> paths() {
        return scopes(Table.PATHS)
                .map(SurfaceKey::of)
                .filter(key -> run.manifest().plane(key.plane()).type().equals(TrajectoryPlane.TYPE))
                .map(key -> {
                    List<FileRecord> sources = files(Table.PATHS, key.scope());
                    return new MetricJob(
                            PATHS + key.scope(),
                            sources,
                            () -> rows(Table.PATHS, sources, PathTask.COLUMNS, new PathTask(key)));
                });
    }

    private Stream<MetricJob> networks() {
        return run.manifest().variants().entrySet().stream()
                .filter(variant -> !variant.getValue().training())
                .map(variant -> network(variant.getKey()));
    }

    /** One for each network, step, split and treatment of batch normalisation, over its matrices. */
    private Stream<MetricJob> curvature() {
        return parts().map(CurvaturePart::point).distinct().map(point -> {
            List<FileRecord> sources = run.manifest().files(Table.CURVATURE).stream()
                    .filter(file -> SurfaceMaps.key(file.scope()).isEmpty())
                    .filter(file -> CurvaturePart.point(file.scope()).equals(point))
                    .toList();
            String[] parts = point.split("/", -1);
            CurvatureTask task = new CurvatureTask(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3]);
            return new MetricJob(
                    CURVATURE + point, sources, () -> rows(Table.CURVATURE, sources, CurvatureTask.COLUMNS, task));
        });
    }

    private Stream<String> parts() {
        return scopes(Table.CURVATURE).filter(scope -> SurfaceMaps.key(scope).isEmpty());
    }

    /** One for each map of second derivatives that is complete. */
    private Stream<MetricJob> maps() {
        return scopes(Table.CURVATURE)
                .flatMap(scope -> SurfaceMaps.key(scope).stream())
                .filter(key -> SurfaceMaps.isComplete(key, run.manifest()))
                .map(key -> {
                    List<FileRecord> sources = files(Table.CURVATURE, SurfaceMaps.scope(key));
                    return new MetricJob(
                            SurfaceMaps.scope(key),
                            sources,
                            () -> rows(Table.CURVATURE, sources, MapTask.COLUMNS, new MapTask(key)));
                });
    }

    /** The scope of the metrics that a part of {@code curvature} goes into. */
    static String curvature(String part) {
        return CURVATURE + CurvaturePart.point(part);
    }

    /** The job of one network. */
    MetricJob network(String variant) {
        List<FileRecord> gradients = files(Table.GRADIENTS, variant);
        List<FileRecord> training = files(Table.TRAINING, variant);
        return new MetricJob(
                variant,
                Stream.concat(gradients.stream(), training.stream()).toList(),
                () -> made(new NetworkTask(variant), NetworkTask.facts(spark, run, gradients, training)));
    }

    private Stream<String> scopes(Table table) {
        return run.manifest().files(table).stream()
                .map(FileRecord::scope)
                .distinct()
                .sorted();
    }

    private List<FileRecord> files(Table table, String scope) {
        return run.manifest().files(table, scope);
    }

    private Dataset<Row> read(Table table, List<FileRecord> files, String... columns) {
        Column[] selected = Arrays.stream(columns).map(functions::col).toArray(Column[]::new);
        return run.read(spark, table, files).select(selected);
    }

    /** What a task makes of some columns of a table, none of them arrays: of few rows in this process, of many in a Spark task. */
    List<Row> rows(Table table, List<FileRecord> files, String[] columns, MetricJob.Task task) {
        return Run.areFew(files)
                ? made(task, run.rows(spark, table, files, columns))
                : rows(read(table, files, columns), task);
    }

    private static List<Row> made(MetricJob.Task task, List<Row> sources) {
        List<Row> rows = new ArrayList<>();
        task.call(sources.iterator()).forEachRemaining(row -> rows.add(RowsFile.asRead(row, Table.METRICS.schema())));
        return rows;
    }

    /** All rows go through one task, which holds numbers and no rows. */
    private static List<Row> rows(Dataset<Row> sources, MetricJob.Task task) {
        return sources.coalesce(1)
                .mapPartitions(task, Encoders.row(Table.METRICS.schema()))
                .collectAsList();
    }
}
