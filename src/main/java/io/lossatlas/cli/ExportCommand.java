package io.lossatlas.cli;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.report.export.ExportFormat;
import io.lossatlas.report.export.Height;
import io.lossatlas.report.export.SurfaceExports;
import io.lossatlas.results.Results;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Surfaces for other tools. */
@Command(
        name = "export",
        description =
                "Writes every published surface to a file under RUN/export: vtp for ParaView, npz for numpy, csv. With them go "
                        + "paths as lines (vtp), or tables paths, curvature and spectrum (npz, csv). The files are no part of the run: opening it or --fresh neither checks nor deletes them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas export -o runs/quickstart --format vtp",
            "  lossatlas export -o runs/quickstart --format vtp --height loss",
            "  lossatlas export -o s3a://atlas/paper --format npz"
        })
final class ExportCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "URI",
            required = true,
            description = "The run's folder, on any Hadoop file system.")
    private String output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description =
                    "vtp: a mesh with the loss as height; npz: arrays loss[nx][ny] and the like; csv: all columns of "
                            + "the table surface, at any size.")
    private ExportFormat format;

    @Option(
            names = "--height",
            paramLabel = "HEIGHT",
            defaultValue = "log",
            description = "Height of a vtp mesh: log, the decimal logarithm of the loss, or loss. Default: log.")
    private Height height;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Run run = Run.read(RunFolder.at(output, Sparks.hadoop()));
        RunConfig config =
                RunConfigs.fromManifestJson(run.manifest().configuration().toString());
        SurfaceExports.require(run, format);
        PrintWriter out = spec.commandLine().getOut();
        try (SparkSession spark = Sparks.session("lossatlas export")) {
            new SurfaceExports(run.folder(), new Results(spark, run, config))
                    .write(format, height, file -> out.println("export   " + text(file, run)));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static String text(Path file, Run run) {
        return "%s/%s/%s".formatted(run.folder(), file.getParent().getName(), file.getName());
    }
}
