package io.lossatlas.config.parse;

import io.lossatlas.config.Augment;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Ignore;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.ProbeSteps;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Schedule;
import io.lossatlas.config.SparkConfig;
import io.lossatlas.config.Split;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.SweepConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.TrainLength;
import io.lossatlas.config.TrainMode;
import io.lossatlas.config.Wiring;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.config.landscape.ExamplesUntil;
import io.lossatlas.config.landscape.Precision;
import io.lossatlas.config.landscape.SurfaceCurvature;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the records of a run from its settings; each value is checked by itself here, together in {@link Limits}. */
final class RunConfigReader {
    private static final int DEEPEST = 10_000;
    private static final int WIDEST = 1_024;
    private static final int MOST_CLASSES = 65_536;

    private static final Kind<Integer> DEPTH =
            Kind.between(4, DEEPEST).where("an even integer from 4 to " + DEEPEST, depth -> depth % 2 == 0);
    private static final Kind<Integer> CLASSES =
            Kind.between(0, MOST_CLASSES).where("0, or an integer from 2 to " + MOST_CLASSES, count -> count != 1);
    private static final Kind<Double> RATE = Kind.number("a finite number greater than 0", rate -> rate > 0);
    private static final Kind<Double> TOLERANCE =
            Kind.number("a number of at least 0 and less than 1", value -> value >= 0 && value < 1);
    private static final Kind<Double> NOT_NEGATIVE = Kind.number("a finite number of at least 0", value -> value >= 0);
    private static final Kind<Double> MOMENTUM =
            Kind.number("a number of at least 0 and less than 1", value -> value >= 0 && value < 1);
    private static final Kind<Wiring> WIRING =
            new Kind<>("one of plain, skip, false, true", value -> switch (value.unwrapped()
                    .toString()) {
                case "plain", "false" -> Optional.of(Wiring.PLAIN);
                case "skip", "true" -> Optional.of(Wiring.SKIP);
                default -> Optional.empty();
            });
    private static final Kind<List<BnMode>> BN =
            new Kind<>("one of frozen, recalibrated, both", value -> switch (value.unwrapped()
                    .toString()) {
                case "frozen" -> Optional.of(List.of(BnMode.FROZEN));
                case "recalibrated" -> Optional.of(List.of(BnMode.RECALIBRATED));
                case "both" -> Optional.of(List.of(BnMode.values()));
                default -> Optional.empty();
            });
    private static final Kind<ProbeSteps> PROBE =
            new Kind<>(ProbeStepsText.GRAMMAR, value -> ProbeStepsText.parse(String.valueOf(value.unwrapped())));

    private final Map<String, Setting> settings;

    RunConfigReader(Map<String, Setting> settings) {
        this.settings = settings;
    }

    RunConfig read() {
        RunConfig config = new RunConfig(
                Optional.of(get("output", Kind.text())).filter(output -> !output.isBlank()),
                data(),
                NetworkEntries.read(setting("networks")),
                sweep(),
                train(),
                surface(),
                curvature(),
                new SparkConfig(
                        get("spark.partitions", Kind.atLeast(0)),
                        get("spark.unit-seconds", Kind.number("a finite number greater than 0", value -> value > 0))));
        new Limits(settings, config).check();
        return config;
    }

    private DataConfig data() {
        return new DataConfig(
                get("data.format", Kind.oneOf(DataFormatKind.class)),
                get("data.path", Kind.text().where("a path or URI", path -> !path.isBlank())),
                get("data.train-images", Kind.text()),
                get("data.train-labels", Kind.text()),
                get("data.test-images", Kind.text()),
                get("data.test-labels", Kind.text()),
                get("data.train-file", Kind.text()),
                get("data.test-file", Kind.text()),
                get("data.classes", CLASSES),
                setting("data.mean").listOf(Kind.number()),
                setting("data.std").listOf(RATE),
                get("data.train-examples", Kind.atLeast(0)),
                get("data.test-examples", Kind.atLeast(0)),
                get("data.shards", Kind.atLeast(1)));
    }

    private SweepConfig sweep() {
        return new SweepConfig(
                setting("sweep.depths").setOf(DEPTH),
                setting("sweep.skips").setOf(WIRING),
                setting("sweep.widths").setOf(Kind.between(1, WIDEST)),
                setting("sweep.seeds").setOf(Kind.integer()),
                setting("sweep.learning-rates").setOf(RATE));
    }

    private TrainConfig train() {
        TrainMode mode = get("train.mode", Kind.oneOf(TrainMode.class));
        return new TrainConfig(
                mode == TrainMode.DATA_PARALLEL ? EngineKind.DL4J : get("train.engine", Kind.oneOf(EngineKind.class)),
                mode,
                settings.containsKey("train.epochs")
                        ? new TrainLength.Epochs(get("train.epochs", Kind.atLeast(1)))
                        : new TrainLength.Steps(get("train.steps", Kind.atLeast(0))),
                get("train.batch-size", Kind.atLeast(1)),
                get("train.momentum", MOMENTUM),
                get("train.weight-decay", NOT_NEGATIVE),
                get("train.schedule", Kind.oneOf(Schedule.class)),
                setting("train.milestones").listOf(Kind.atLeast(1)),
                get("train.warmup-steps", Kind.atLeast(0)),
                get("train.augment", Kind.oneOf(Augment.class)),
                get("train.checkpoint-every", Kind.atLeast(0)),
                probeSteps(),
                get("train.eval-every", Kind.atLeast(0)),
                get("train.eval-examples", Kind.atLeast(1)));
    }

    private ProbeSteps probeSteps() {
        Setting setting = setting("train.probe-steps");
        return ProbeStepsText.union(setting.listOf(PROBE))
                .orElseThrow(() -> setting.refused("a list with at most one \"every N\""));
    }

    private SurfaceConfig surface() {
        EnumSet<Ignore> ignore = EnumSet.noneOf(Ignore.class);
        ignore.addAll(setting("surface.ignore").listOf(Kind.oneOf(Ignore.class)));
        return new SurfaceConfig(
                get("surface.engine", Kind.oneOf(EngineKind.class)),
                get("surface.loss", Kind.oneOf(LossKind.class)),
                get("surface.split", Kind.oneOf(Split.class)),
                get("surface.bn", BN),
                get("surface.examples", Kind.atLeast(1)),
                new ExamplesUntil(
                        get("surface.examples-until.se", TOLERANCE),
                        get("surface.examples-until.max", Kind.atLeast(2))),
                get("surface.normalize", Kind.oneOf(Normalize.class)),
                ignore,
                setting("surface.direction-seeds").setOf(Kind.integer()),
                setting("surface.planes").entries(),
                axis("surface.x."),
                axis("surface.y."),
                get("surface.adaptive.tolerance", TOLERANCE),
                get("surface.curvature", Kind.oneOf(SurfaceCurvature.class)),
                get("surface.curvature-iterations", Kind.atLeast(2)));
    }

    private CurvatureConfig curvature() {
        return new CurvatureConfig(
                get("curvature.examples", Kind.atLeast(0)),
                get("curvature.split", Kind.oneOf(Split.class)),
                setting("curvature.bn").setOf(Kind.oneOf(BnMode.class)),
                setting("curvature.operators").setOf(Kind.oneOf(CurvatureOperator.class)),
                get("curvature.values", Kind.atLeast(0)),
                get("curvature.precision", Kind.oneOf(Precision.class)),
                get("curvature.probes", Kind.atLeast(0)),
                get("curvature.iterations", Kind.atLeast(1)),
                StepChoices.read(setting("curvature.steps")));
    }

    private AxisConfig axis(String prefix) {
        return new AxisConfig(
                get(prefix + "min", Kind.number()),
                get(prefix + "max", Kind.number()),
                get(prefix + "points", Kind.atLeast(1)));
    }

    private <T> T get(String key, Kind<T> kind) {
        return setting(key).as(kind);
    }

    private Setting setting(String key) {
        return settings.get(key);
    }
}
