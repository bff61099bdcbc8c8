package io.lossatlas.cli;

import io.lossatlas.analysis.AnalysisStage;
import io.lossatlas.cli.progress.ProgressLine;
import io.lossatlas.config.RunConfig;
import io.lossatlas.store.Run;
import io.lossatlas.surface.RunStatus.SurfaceState;
import java.io.PrintWriter;
import org.apache.spark.sql.SparkSession;

/** The third stage: metrics of what is finished. */
final class Analyzing {
    private static final String PART = "analyze";

    private Analyzing() {}

    static void publish(SparkSession spark, Run run, RunConfig config, PrintWriter out) {
        try (ProgressLine line = new ProgressLine(out)) {
            AnalysisStage stage = new AnalysisStage(
                    spark,
                    run,
                    config,
                    (scope, done, total) ->
                            line.update(PART, () -> "analyze  %d of %d: %s".formatted(done, total, scope)));
            for (SurfaceState surface : stage.unfinished()) {
                line.line("no metrics of %s %s %s, BN %s: %,d of %,d points are missing"
                        .formatted(
                                surface.variant(),
                                surface.plane(),
                                surface.split(),
                                surface.bn(),
                                surface.missing(),
                                surface.points()));
            }
            if (stage.isOfAnotherRegistry()) {
                line.line("metrics  of an earlier registry: computed anew");
            }
            int made = stage.compute();
            line.ends(PART);
            line.line(
                    made == 0
                            ? "metrics  up to date"
                            : "metrics  of %,d surfaces, planes and networks".formatted(made));
        }
    }
}
