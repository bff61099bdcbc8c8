package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.NetworkOptions;
import io.lossatlas.cli.option.RunOptions;
import java.io.PrintWriter;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/** The common course of the commands that work on a run: check, plan or work, exit code. */
final class Stages {
    private Stages() {}

    /**
     * Runs stages, or prints the plan where that is asked for.
     *
     * @param stages gives the number of grid points that could not be computed
     * @return the exit code
     */
    static int run(
            ConfigOptions configuration,
            RunOptions options,
            NetworkOptions networks,
            CommandSpec spec,
            ToIntFunction<Session> stages) {
        return run(RunRequest.prepare(configuration, options, networks), options, spec, stages);
    }

    /** The same of work that is checked. */
    static int run(RunRequest request, RunOptions options, CommandSpec spec, ToIntFunction<Session> stages) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.dryRun()) {
            Plan.of(request).print(out);
            return ExitCode.DONE;
        }
        try (Session session = Session.open(request, spec.name(), out)) {
            return stages.applyAsInt(session) == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
        }
    }
}
