package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.NetworkOptions;
import io.lossatlas.cli.option.RunOptions;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.RunNetworks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The first stage alone. */
@Command(
        name = "train",
        description = "Trains what the run still lacks of the sweep: weights, history and gradients of every variant.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas train -c conf/quickstart.conf",
            "  lossatlas train -c conf/quickstart.conf --set sweep.depths=[10,30,100] -o runs/deeper"
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions configuration;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunConfig config = configuration.load(Sparks.hadoop());
        if (!config.networks().isEmpty()) {
            throw new RefusedException(
                    "networks: expected [] for train, since networks that are brought along are not trained, found %s; surface and run map them"
                            .formatted(RunNetworks.ids(config)));
        }
        return Stages.run(RunRequest.prepare(config, options, new NetworkOptions()), options, spec, session -> {
            session.train();
            return 0;
        });
    }
}
