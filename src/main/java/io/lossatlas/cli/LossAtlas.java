package io.lossatlas.cli;

import io.lossatlas.config.RefusedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one command a file. */
@Command(
        name = "lossatlas",
        description = "Maps the loss landscapes of neural networks: trains a sweep of CNNs over depth and skip "
                + "connections, evaluates the loss on planes through the trained weights, and leaves Parquet tables.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            TrainCommand.class,
            SurfaceCommand.class,
            CurvatureCommand.class,
            AnalyzeCommand.class,
            ReportCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            InspectCommand.class,
            BenchCommand.class,
            ConfigCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 refused before work (usage, configuration, input),",
            "            3 finished, but some grid points could not be computed.",
            "",
            "Example: lossatlas run -c conf/quickstart.conf -o runs/first"
        })
public final class LossAtlas {
    private LossAtlas() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs a command in this process; gives its exit code. */
    static int execute(String... args) {
        CommandLine line = commandLine();
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return explain(e, line.getErr());
        }
    }

    /** The same, with the command's own lines going elsewhere. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        return commandLine().setOut(out).setErr(err).execute(args);
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new LossAtlas());
        line.setExecutionExceptionHandler((error, command, parsed) -> explain(error, command.getErr()));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int explain(Throwable error, PrintWriter err) {
        if (error instanceof RefusedException) {
            err.println("lossatlas: " + error.getMessage());
            return ExitCode.REFUSED;
        }
        err.println("lossatlas: failed: " + Failure.describe(error));
        if (Boolean.getBoolean("lossatlas.stacktrace")) {
            error.printStackTrace(err);
        } else {
            err.println("What was published stays, and the same command goes on from it. "
                    + "JAVA_OPTS=-Dlossatlas.stacktrace=true shows where it failed.");
        }
        return ExitCode.FAILED;
    }
}
