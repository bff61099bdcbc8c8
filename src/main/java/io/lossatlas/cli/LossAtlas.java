package io.lossatlas.cli;

import io.lossatlas.config.RefusedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Where the work fails, prints where in the program.")
    private boolean stacktrace;

    private LossAtlas() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs a command in this process; gives its exit code. */
    static int execute(String... args) {
        LossAtlas program = new LossAtlas();
        return program.execute(program.commandLine(), args);
    }

    /** The same, with the command's own lines going elsewhere. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        LossAtlas program = new LossAtlas();
        return program.execute(program.commandLine().setOut(out).setErr(err), args);
    }

    /** Picocli explains exceptions by the handler, and passes on errors, which Hadoop throws where a disk is full. */
    private int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return explain(e, line.getErr());
        }
    }

    private CommandLine commandLine() {
        CommandLine line = new CommandLine(this);
        line.setExecutionExceptionHandler((error, command, parsed) -> explain(error, command.getErr()));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private int explain(Throwable error, PrintWriter err) {
        if (error instanceof RefusedException) {
            err.println("lossatlas: " + error.getMessage());
            return ExitCode.REFUSED;
        }
        err.println("lossatlas: failed: " + Failure.describe(error));
        if (stacktrace) {
            error.printStackTrace(err);
        } else {
            err.println(
                    "What was published stays, and the same command goes on from it; with --stacktrace it shows where it failed.");
        }
        return ExitCode.FAILED;
    }
}
