package io.lossatlas.config;

import java.util.Map;

/** For every key a value, as {@code --set} takes it, that is not the default. */
public final class OtherValues {
    private static final Map<String, String> BY_KEY = Map.ofEntries(
            Map.entry("output", "elsewhere"),
            Map.entry("data.path", "elsewhere"),
            Map.entry("data.train-images", "a.gz"),
            Map.entry("data.train-labels", "a.gz"),
            Map.entry("data.test-images", "a.gz"),
            Map.entry("data.test-labels", "a.gz"),
            Map.entry("data.format", "cifar10"),
            Map.entry("data.train-file", "a.npz"),
            Map.entry("data.test-file", "a.npz"),
            Map.entry("data.classes", "47"),
            Map.entry("data.mean", "0.5"),
            Map.entry("data.std", "0.5"),
            Map.entry("data.train-examples", "2000"),
            Map.entry("data.test-examples", "2000"),
            Map.entry("data.shards", "3"),
            Map.entry("networks", "[{graph = a.onnx}]"),
            Map.entry("sweep.depths", "8"),
            Map.entry("sweep.skips", "skip"),
            Map.entry("sweep.widths", "3"),
            Map.entry("sweep.seeds", "3"),
            Map.entry("sweep.learning-rates", "3"),
            Map.entry("train.engine", "dl4j"),
            Map.entry("train.mode", "data-parallel"),
            Map.entry("train.steps", "3"),
            Map.entry("train.epochs", "3"),
            Map.entry("train.batch-size", "3"),
            Map.entry("train.momentum", "0.3"),
            Map.entry("train.weight-decay", "3"),
            Map.entry("train.schedule", "cosine"),
            Map.entry("train.milestones", "3"),
            Map.entry("train.warmup-steps", "3"),
            Map.entry("train.augment", "crop-flip"),
            Map.entry("train.checkpoint-every", "3"),
            Map.entry("train.probe-steps", "3"),
            Map.entry("train.eval-every", "3"),
            Map.entry("train.eval-examples", "3"),
            Map.entry("surface.engine", "dl4j"),
            Map.entry("surface.loss", "mse"),
            Map.entry("surface.split", "test"),
            Map.entry("surface.bn", "frozen"),
            Map.entry("surface.examples", "300"),
            Map.entry("surface.examples-until.se", "0.03"),
            Map.entry("surface.examples-until.max", "900"),
            Map.entry("surface.normalize", "layer"),
            Map.entry("surface.ignore", "bn"),
            Map.entry("surface.direction-seeds", "3"),
            Map.entry("surface.planes", "{type = random, seeds = [3]}"),
            Map.entry("surface.adaptive.tolerance", "0.02"),
            Map.entry("surface.curvature", "extremes"),
            Map.entry("surface.curvature-iterations", "12"),
            Map.entry("surface.x.min", "-3"),
            Map.entry("surface.x.max", "3"),
            Map.entry("surface.x.points", "3"),
            Map.entry("surface.y.min", "-3"),
            Map.entry("surface.y.max", "3"),
            Map.entry("surface.y.points", "3"),
            Map.entry("curvature.examples", "3"),
            Map.entry("curvature.split", "test"),
            Map.entry("curvature.bn", "recalibrated"),
            Map.entry("curvature.operators", "ggn"),
            Map.entry("curvature.values", "3"),
            Map.entry("curvature.precision", "single"),
            Map.entry("curvature.probes", "3"),
            Map.entry("curvature.iterations", "3"),
            Map.entry("curvature.steps", "3"),
            Map.entry("spark.partitions", "3"),
            Map.entry("spark.unit-seconds", "3"));

    private OtherValues() {}

    /** A value of a key that is not its default. */
    public static String of(String key) {
        return BY_KEY.get(key);
    }
}
