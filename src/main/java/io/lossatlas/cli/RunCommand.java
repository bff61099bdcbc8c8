package io.lossatlas.cli;

import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.RunOptions;
import io.lossatlas.cli.option.WeightsOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All stages in turn. */
@Command(
        name = "run",
        description =
                "Trains the sweep, maps the surfaces, computes metrics and reports: every stage in turn, each going on from what "
                        + "the run's folder holds already.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas run -c conf/quickstart.conf",
            "  lossatlas run -c conf/paper.conf -o hdfs:///atlas/paper --set sweep.seeds=[1,2,3]",
            "  lossatlas run -c conf/highres.conf --dry-run"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions configuration;

    @Mixin
    private RunOptions options;

    @Mixin
    private WeightsOption weights;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Stages.run(configuration, options, weights, spec, session -> {
            int failed = session.trainAndSurface();
            session.analyze();
            session.report();
            return failed;
        });
    }
}
