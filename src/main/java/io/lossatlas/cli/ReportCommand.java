package io.lossatlas.cli;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.RunLock;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The last stage alone. */
@Command(
        name = "report",
        description = "Writes a run's page (report.html) and pictures anew and prints its summary, from its tables and "
                + "manifest alone.",
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
        RunFolder folder = RunFolder.at(output, Sparks.hadoop());
        Run.read(folder);
        PrintWriter out = spec.commandLine().getOut();
        try (RunLock lock = RunLock.acquire(folder, out::println);
                SparkSession spark = Sparks.session("lossatlas report")) {
            Run run = Run.read(lock);
            RunConfig config =
                    RunConfigs.fromManifestJson(run.manifest().configuration().toString());
            Reporting.publish(spark, run, config, out);
        }
        return ExitCode.DONE;
    }
}
