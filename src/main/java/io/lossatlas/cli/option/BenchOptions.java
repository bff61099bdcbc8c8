package io.lossatlas.cli.option;

import io.lossatlas.bench.subject.FamilyCases;
import io.lossatlas.bench.subject.Task;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Wiring;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of {@code bench}. */
public final class BenchOptions {
    @Option(
            names = "--task",
            split = ",",
            paramLabel = "TASK",
            defaultValue = "eval,train,product,grid",
            description =
                    "eval, train, product (of the Hessian with a vector, engine simd alone), grid, or several with commas. "
                            + "Default: ${DEFAULT-VALUE}.")
    private List<Measurement> parts;

    @Option(
            names = "--depth",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,100",
            description = "Depths of the networks. Default: ${DEFAULT-VALUE}.")
    private List<Integer> depths;

    @Option(
            names = "--width",
            split = ",",
            paramLabel = "N",
            defaultValue = "8,16",
            description = "Widths of the networks. Default: ${DEFAULT-VALUE}.")
    private List<Integer> widths;

    @Option(
            names = "--wiring",
            split = ",",
            paramLabel = "WIRING",
            defaultValue = "plain,skip",
            description = "plain, skip, or both. Default: ${DEFAULT-VALUE}.")
    private List<Wiring> wirings;

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "ENGINE",
            defaultValue = "simd,dl4j",
            description = "simd, dl4j, or both. Default: ${DEFAULT-VALUE}.")
    private List<EngineKind> engines;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "24",
            description = "Time that each network and task takes, peer included. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--grid",
            paramLabel = "S",
            defaultValue = "30",
            description = "Time that the grid job takes on each number of cores. Default: ${DEFAULT-VALUE}.")
    private double gridSeconds;

    /** The values of {@code --task}. */
    private enum Measurement {
        EVAL,
        TRAIN,
        PRODUCT,
        GRID
    }

    /**
     * The networks of the family that are asked for; none where only the grid job is.
     *
     * @throws RefusedException naming an option that does not make sense
     */
    public FamilyCases family() {
        depths.forEach(depth -> require(depth >= 4 && depth % 2 == 0, "--depth", "an even number from 4 on", depth));
        widths.forEach(width -> require(width >= 1, "--width", "a number from 1 on", width));
        require(seconds > 0, "--seconds", "a number above 0", seconds);
        require(gridSeconds > 0, "--grid", "a number above 0", gridSeconds);
        List<Task> tasks = Stream.of(Task.values())
                .filter(task -> parts.contains(Measurement.valueOf(task.name())))
                .toList();
        require(
                grid() || tasks.stream().anyMatch(task -> engines.stream().anyMatch(task::isFor)),
                "--engine",
                "simd for products",
                engines.get(0).text());
        return new FamilyCases(tasks, depths, wirings, widths, engines);
    }

    /** Refuses a choice of tasks that leaves nothing to do at the networks of files, which are evaluated alone. */
    public void requireEvaluation() {
        require(
                parts.contains(Measurement.EVAL),
                "--task",
                "eval beside --network",
                parts.get(0).name().toLowerCase(Locale.ROOT));
    }

    /** Seconds that a network and task may take on average. */
    public double seconds() {
        return seconds;
    }

    /** Whether the grid job is asked for. */
    public boolean grid() {
        return parts.contains(Measurement.GRID);
    }

    /** Seconds that it takes on each number of cores. */
    public double gridSeconds() {
        return gridSeconds;
    }

    private static void require(boolean holds, String option, String expected, Object found) {
        if (!holds) {
            throw new RefusedException("%s: expected %s, found %s".formatted(option, expected, found));
        }
    }
}
