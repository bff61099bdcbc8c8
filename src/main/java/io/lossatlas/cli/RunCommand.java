package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.NetworkOptions;
import io.lossatlas.cli.option.RunOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All stages in turn. */
@Command(
        name = "run",
        description =
                "Trains the sweep, maps the surfaces, computes curvature where it is asked for, metrics and reports: every stage in turn, each going on from what "
                        + "the run's folder holds already.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas run -c conf/quickstart.conf",
            "  lossatlas run -c conf/paper.conf -o hdfs:///atlas/paper --set sweep.seeds=[1,2,3]",
            "  lossatlas run -c conf/highres.conf --dry-run",
            "  lossatlas run --network resnet20.onnx --weights step*.safetensors --set data.path=cifar-10-batches-bin -o runs/mine"
        })
final class RunCommand implements Callable<Integer> {
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
        return Stages.run(configuration, options, networks, spec, session -> {
            int failed = session.trainAndSurface();
            session.curvature();
            session.analyze();
            session.report();
            return failed;
        });
    }
}
