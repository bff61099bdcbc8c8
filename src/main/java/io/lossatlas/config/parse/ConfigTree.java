package io.lossatlas.config.parse;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.DataConfig;
import io.lossatlas.config.Named;
import io.lossatlas.config.NetworkConfig;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Secrets;
import io.lossatlas.config.SparkConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.SweepConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.TrainLength;
import io.lossatlas.config.landscape.CurvatureConfig;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys and values of a configuration, as {@code reference.conf} nests them. */
final class ConfigTree {

    private ConfigTree() {}

    static Map<String, Object> of(RunConfig config) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("output", Secrets.mask(config.output().orElse("")));
        root.put("data", data(config.data()));
        root.put("networks", config.networks().stream().map(ConfigTree::network).toList());
        root.put("sweep", sweep(config.sweep()));
        root.put("train", train(config.train()));
        root.put("surface", surface(config.surface()));
        root.put("curvature", curvature(config.curvature()));
        root.put("spark", spark(config.spark()));
        return root;
    }

    private static Map<String, Object> data(DataConfig data) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("format", data.format().text());
        group.put("path", Secrets.mask(data.path()));
        group.put("train-images", Secrets.mask(data.trainImages()));
        group.put("train-labels", Secrets.mask(data.trainLabels()));
        group.put("test-images", Secrets.mask(data.testImages()));
        group.put("test-labels", Secrets.mask(data.testLabels()));
        group.put("train-file", Secrets.mask(data.trainFile()));
        group.put("test-file", Secrets.mask(data.testFile()));
        group.put("classes", data.classes());
        group.put("mean", data.mean());
        group.put("std", data.std());
        group.put("train-examples", data.trainExamples());
        group.put("test-examples", data.testExamples());
        group.put("shards", data.shards());
        return group;
    }

    private static Map<String, Object> network(NetworkConfig network) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", network.name());
        group.put("graph", Secrets.mask(network.graph()));
        if (!network.weights().isEmpty()) {
            group.put("weights", network.weights().stream().map(Secrets::mask).toList());
        }
        return group;
    }

    private static Map<String, Object> sweep(SweepConfig sweep) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("depths", sweep.depths());
        group.put("skips", names(sweep.skips()));
        group.put("widths", sweep.widths());
        group.put("seeds", sweep.seeds());
        group.put("learning-rates", sweep.learningRates());
        return group;
    }

    private static Map<String, Object> train(TrainConfig train) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("engine", train.engine().text());
        group.put("mode", train.mode().text());
        if (train.length() instanceof TrainLength.Epochs epochs) {
            group.put("epochs", epochs.count());
        } else if (train.length() instanceof TrainLength.Steps steps) {
            group.put("steps", steps.count());
        }
        group.put("batch-size", train.batchSize());
        group.put("momentum", train.momentum());
        group.put("weight-decay", train.weightDecay());
        group.put("schedule", train.schedule().text());
        group.put("milestones", train.milestones());
        group.put("warmup-steps", train.warmupSteps());
        group.put("augment", train.augment().text());
        group.put("checkpoint-every", train.checkpointEvery());
        group.put("probe-steps", ProbeStepsText.entries(train.probeSteps()));
        group.put("eval-every", train.evalEvery());
        group.put("eval-examples", train.evalExamples());
        return group;
    }

    private static Map<String, Object> surface(SurfaceConfig surface) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("engine", surface.engine().text());
        group.put("loss", surface.loss().text());
        group.put("split", surface.split().text());
        group.put("bn", surface.bn().size() > 1 ? "both" : surface.bn().get(0).text());
        group.put("examples", surface.examples());
        Map<String, Object> until = new LinkedHashMap<>();
        until.put("se", surface.examplesUntil().se());
        until.put("max", surface.examplesUntil().max());
        group.put("examples-until", until);
        group.put("normalize", surface.normalize().text());
        group.put("ignore", names(surface.ignore().stream().sorted().toList()));
        group.put("direction-seeds", surface.directionSeeds());
        group.put("planes", surface.planes().stream().map(PlaneConfig::toMap).toList());
        group.put("x", axis(surface.x()));
        group.put("y", axis(surface.y()));
        group.put("adaptive", Map.of("tolerance", surface.adaptiveTolerance()));
        group.put("curvature", surface.curvature().text());
        group.put("curvature-iterations", surface.curvatureIterations());
        return group;
    }

    private static Map<String, Object> curvature(CurvatureConfig curvature) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("examples", curvature.examples());
        group.put("split", curvature.split().text());
        group.put("bn", names(curvature.bn()));
        group.put("operators", names(curvature.operators()));
        group.put("values", curvature.values());
        group.put("precision", curvature.precision().text());
        group.put("probes", curvature.probes());
        group.put("iterations", curvature.iterations());
        group.put("steps", StepChoices.write(curvature.steps()));
        return group;
    }

    private static Map<String, Object> axis(AxisConfig axis) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("min", axis.min());
        group.put("max", axis.max());
        group.put("points", axis.points());
        return group;
    }

    private static Map<String, Object> spark(SparkConfig spark) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("partitions", spark.partitions());
        group.put("unit-seconds", spark.unitSeconds());
        return group;
    }

    private static List<String> names(Collection<? extends Named> constants) {
        return constants.stream().map(Named::text).toList();
    }
}
