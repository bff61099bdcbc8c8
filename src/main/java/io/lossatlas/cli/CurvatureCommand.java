package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.NetworkOptions;
import io.lossatlas.cli.option.RunOptions;
import io.lossatlas.config.RefusedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Second derivatives at the networks' weights alone. */
@Command(
        name = "curvature",
        description =
                "Computes what the run still lacks of the Hessian's eigenvalues, trace and spectrum at the weights of its "
                        + "trained networks: curvature.examples and its neighbours say what.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas curvature -c conf/quickstart.conf --set curvature.examples=1000",
            "  lossatlas curvature -c conf/quickstart.conf --set curvature.examples=200 --set curvature.values=5",
            "  lossatlas curvature --network mine.onnx --set data.path=cifar-10-batches-bin --set curvature.examples=500 -o runs/mine"
        })
final class CurvatureCommand implements Callable<Integer> {
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
        RunRequest request = RunRequest.prepare(configuration, options, networks);
        if (!request.config().curvature().wanted()) {
            throw new RefusedException("curvature.examples: expected at least 1 for the command curvature, found 0");
        }
        if (!options.dryRun()) {
            request.requireTrained();
        }
        return Stages.run(request, options, spec, session -> {
            session.curvature();
            return 0;
        });
    }
}
