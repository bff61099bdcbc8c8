package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.store.Stage;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of every command that works on a run. */
public final class RunOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "URI",
            description = "The run's own folder, on any Hadoop file system; above the configuration's output.")
    private String output;

    @Option(
            names = "--dry-run",
            description = "Prints the plan (variants, points, work units, operations, time, bytes) and starts nothing.")
    private boolean dryRun;

    @Option(
            names = "--fresh",
            paramLabel = "STAGE",
            arity = "0..1",
            fallbackValue = "train",
            description =
                    "Starts a stage and those after it over (train, surface, curvature, analyze, report; without a name, all of it): "
                            + "deletes what the run's manifest names, and nothing else.")
    private String fresh;

    /** The run's folder. */
    public String output(RunConfig config) {
        return Optional.ofNullable(output)
                .or(config::output)
                .orElseThrow(() -> new RefusedException(
                        "no output: expected the run's folder by --output or the key output, found neither"));
    }

    /** Whether the plan is printed in place of work. */
    public boolean dryRun() {
        return dryRun;
    }

    /** The stage to start over from. */
    public Optional<Stage> fresh() {
        return Optional.ofNullable(fresh).map(RunOptions::stage);
    }

    private static Stage stage(String name) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException("--fresh: expected one of %s, found %s"
                        .formatted(
                                Arrays.stream(Stage.values()).map(Stage::text).collect(Collectors.joining(", ")),
                                name)));
    }
}
