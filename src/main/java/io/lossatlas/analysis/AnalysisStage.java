package io.lossatlas.analysis;

import io.lossatlas.config.RunConfig;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import io.lossatlas.store.Table;
import io.lossatlas.surface.RunStatus;
import io.lossatlas.surface.RunStatus.SurfaceState;
import io.lossatlas.train.JobPool;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Table {@code metrics}: a part for each finished surface, plane and trained network, and one over all of them. A part is
 * made anew when the files that it comes from, or the registry of metrics, have other hashes than when it was published, or
 * when it was lost.
 */
public final class AnalysisStage {
    private static final int MOST_AT_A_TIME = 16;

    private final SparkSession spark;
    private final Run run;
    private final RunConfig config;
    private final AnalysisProgress progress;
    private final MetricJobs jobs;

    /** A stage on an open run. */
    public AnalysisStage(SparkSession spark, Run run, RunConfig config, AnalysisProgress progress) {
        this.spark = spark;
        this.run = run;
        this.config = config;
        this.progress = progress;
        this.jobs = new MetricJobs(spark, run, config);
    }

    /** Makes and publishes what is missing or out of date; gives the number of parts that this took. */
    public int compute() {
        List<MetricJob> single = jobs.single();
        dropWithoutSource(single);
        List<MetricJob> lacking =
                single.stream().filter(job -> !isPublished(job)).toList();
        AtomicInteger done = new AtomicInteger();
        JobPool pool = new JobPool(spark.sparkContext()::cancelAllJobs);
        JobPool.Queue queue = pool.queue(
                Math.max(1, Math.min(MOST_AT_A_TIME, spark.sparkContext().defaultParallelism())));
        for (MetricJob job : lacking) {
            queue.submit(() -> {
                publish(job);
                progress.published(job.scope(), done.incrementAndGet(), lacking.size());
            });
        }
        pool.await();
        MetricJob pooled = jobs.pooled();
        if (!isPublished(pooled)) {
            publish(pooled);
            spark.sparkContext().setJobDescription(null);
        }
        run.commit(draft -> draft.stage(Stage.ANALYZE, record()));
        return lacking.size();
    }

    /** Whether metrics are published that an earlier program made with another registry: all are computed anew then. */
    public boolean isOfAnotherRegistry() {
        return run.manifest()
                .stage(Stage.ANALYZE)
                .map(StageRecord::fingerprint)
                .filter(AnalysisFingerprint::isOfAnotherRegistry)
                .isPresent();
    }

    /** Surfaces that the configuration asks for and that are not finished, so that there are no metrics of them. */
    public List<SurfaceState> unfinished() {
        return RunStatus.of("", config, run.manifest()).surfaces().stream()
                .filter(surface -> !surface.finished())
                .toList();
    }

    private StageRecord record() {
        Set<String> published = jobs.single().stream()
                .filter(this::isPublished)
                .map(MetricJob::scope)
                .collect(Collectors.toSet());
        List<String> asked = RunStatus.of("", config, run.manifest()).surfaces().stream()
                .map(SurfaceState::scope)
                .toList();
        int done = (int) asked.stream().filter(published::contains).count();
        return new StageRecord(AnalysisFingerprint.of(config), done, asked.size());
    }

    private boolean isPublished(MetricJob job) {
        return job.isPublished(run.manifest());
    }

    private void publish(MetricJob job) {
        spark.sparkContext().setJobDescription("analyze " + job.scope());
        List<FileRecord> outdated = run.manifest().files(Table.METRICS, job.scope());
        List<FileRecord> files = new Publisher(spark, run.folder())
                .write(Table.METRICS, job.scope(), job.rows().get());
        run.commitAndDelete(outdated, draft -> {
            draft.drop(Table.METRICS.folder(), outdated);
            draft.add(Table.METRICS.folder(), files);
            draft.analysis(job.scope(), job.record(files));
        });
    }

    /** Metrics of surfaces that are there no longer would be found by whoever reads the table. */
    private void dropWithoutSource(List<MetricJob> single) {
        Set<String> scopes = Stream.concat(single.stream().map(MetricJob::scope), Stream.of(MetricJobs.POOL))
                .collect(Collectors.toSet());
        List<FileRecord> orphans = run.manifest().files(Table.METRICS).stream()
                .filter(file -> !scopes.contains(file.scope()))
                .toList();
        if (!orphans.isEmpty()) {
            run.commitAndDelete(orphans, draft -> {
                draft.drop(Table.METRICS.folder(), orphans);
                orphans.forEach(file -> draft.forgetAnalysis(file.scope()));
            });
        }
    }
}
