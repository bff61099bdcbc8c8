package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.plane.PlaneSpecs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The configuration as a run would see it. */
@Command(
        name = "config",
        description = "Prints the resolved configuration, secrets masked, and starts nothing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lossatlas config -c conf/quickstart.conf --set train.steps=100"})
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions configuration;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunConfig config = configuration.load(Sparks.hadoop());
        PlaneSpecs.of(config);
        spec.commandLine().getOut().println(RunConfigs.render(config));
        return ExitCode.DONE;
    }
}
