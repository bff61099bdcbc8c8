package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.NetworkOptions;
import io.lossatlas.cli.option.RunOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The second stage alone. */
@Command(
        name = "surface",
        description = "Computes what the run still lacks of the surfaces around its trained variants.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas surface -c conf/quickstart.conf",
            "  lossatlas surface -c conf/quickstart.conf --set surface.direction-seeds=[1,2,3]",
            "  lossatlas surface --weights mine.safetensors -o runs/mine --set sweep.depths=[20] --set sweep.skips=[skip]",
            "  lossatlas surface --network mine.onnx --set data.path=cifar-10-batches-bin -o runs/mine"
        })
final class SurfaceCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions configuration;

    @Mixin
    private RunOptions options;

    @Mixin
    private NetworkOptions networks;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Stages.run(configuration, options, networks, spec, Session::surface);
    }
}
