package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows as those of table {@code metrics}, made from the other tables of a run for whoever cannot wait for {@code analyze}:
 * of unfinished surfaces and networks in training too, and without intervals.
 */
public final class PlainMetrics {
    private final SparkSession spark;
    private final Run run;
    private final MetricJobs jobs;
    private final Set<String> published;

    /** Of an open run. */
    public PlainMetrics(SparkSession spark, Run run, RunConfig config) {
        this.spark = spark;
        this.run = run;
        this.jobs = new MetricJobs(spark, run, config);
        this.published = jobs.single().stream()
                .filter(job -> job.isPublished(run.manifest()))
                .map(MetricJob::scope)
                .collect(Collectors.toSet());
    }

    /** Whether the table has the metrics of what is published now of a surface, plane or network. */
    public boolean isPublished(String scope) {
        return published.contains(scope);
    }

    /** Whether it has those of what is published now at the weights of a part of {@code curvature}. */
    public boolean isCurvaturePublished(String part) {
        return published.contains(MetricJobs.curvature(part));
    }

    /** Metrics of a network. */
    public List<Row> network(String variant) {
        return jobs.network(variant).rows().get();
    }

    /** Metrics of the losses of a surface and of its centre; one task holds its losses. */
    public List<Row> surface(SurfaceKey key) {
        PlaneRecord plane = run.manifest().plane(key.plane());
        return jobs.rows(
                Table.SURFACE,
                run.manifest().files(Table.SURFACE, key.scope()),
                PlainTask.COLUMNS,
                new PlainTask(
                        key,
                        plane.type(),
                        run.manifest().grid(key.planeKey()),
                        new Completions(spark, run).of(key).orElse(null),
                        GuessingLoss.ofSurfaces(run.manifest().provenance())));
    }
}
