package io.lossatlas.cli;

import io.lossatlas.analysis.AnalysisFingerprint;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.RunLock;
import io.lossatlas.store.Stage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The third stage alone. */
@Command(
        name = "analyze",
        description = "Computes what a run still lacks of the metrics of its surfaces, planes and networks, from its "
                + "tables and manifest alone.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  lossatlas analyze -o runs/quickstart", "  lossatlas analyze -o runs/old --fresh"})
final class AnalyzeCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "URI",
            required = true,
            description = "The run's folder, on any Hadoop file system.")
    private String output;

    @Option(names = "--fresh", description = "Computes all metrics anew, whatever the run has of them.")
    private boolean fresh;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.at(output, Sparks.hadoop());
        requireSameResults(Run.read(folder));
        PrintWriter out = spec.commandLine().getOut();
        try (RunLock lock = RunLock.acquire(folder, out::println);
                SparkSession spark = Sparks.session("lossatlas analyze")) {
            Run run = Run.read(lock);
            run.dropDamaged().forEach(damaged -> out.println("damaged: " + damaged.path()));
            if (fresh) {
                run.startOver(Stage.ANALYZE);
            }
            Analyzing.publish(spark, run, config(run), out);
        }
        return ExitCode.DONE;
    }

    private static RunConfig config(Run run) {
        return RunConfigs.fromManifestJson(run.manifest().configuration().toString());
    }

    private void requireSameResults(Run run) {
        List<String> differences = run.manifest()
                .stage(Stage.ANALYZE)
                .map(published ->
                        AnalysisFingerprint.differences(published.fingerprint(), AnalysisFingerprint.of(config(run))))
                .orElse(List.of());
        if (!fresh && !differences.isEmpty()) {
            throw new RefusedException(
                    "output %s: this version would change metrics that the run has published: %s; --fresh computes all anew"
                            .formatted(run.folder(), String.join("; ", differences)));
        }
    }
}
