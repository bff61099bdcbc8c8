package io.lossatlas.cli;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.RunConfigs;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The last stage alone. */
@Command(
        name = "report",
        description = "Draws a run's surfaces anew and prints its summary, from its tables and manifest alone.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lossatlas report -o runs/quickstart"})
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "URI",
            required = true,
            description = "The run's folder, on any Hadoop file system.")
    private String output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Run run = Run.read(RunFolder.at(output, Sparks.hadoop()));
        RunConfig config =
                RunConfigs.fromManifestJson(run.manifest().configuration().toString());
        try (SparkSession spark = Sparks.session("lossatlas report")) {
            Reporting.publish(spark, run, config, spec.commandLine().getOut());
        }
        return ExitCode.DONE;
    }
}
