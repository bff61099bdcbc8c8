package io.lossatlas.config.parse;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.DataConfig;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Schedule;
import io.lossatlas.config.Split;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.TrainMode;
import java.util.List;
import java.util.Map;

/** The conditions between keys. What depends on the data themselves is checked where they are read. */
final class Limits {
    private final Map<String, Setting> settings;
    private final RunConfig config;

    Limits(Map<String, Setting> settings, RunConfig config) {
        this.settings = settings;
        this.config = config;
    }

    void check() {
        DataConfig data = config.data();
        SurfaceConfig surface = config.surface();
        int split = surface.split() == Split.TRAIN ? data.trainExamples() : data.testExamples();
        String splitKey = surface.split() == Split.TRAIN ? "data.train-examples" : "data.test-examples";
        if (surface.examplesUntil().wanted()) {
            steered(surface, data, splitKey, split);
        } else {
            atMost("data.shards", data.shards(), "surface.examples", surface.examples());
            atMost("surface.examples", surface.examples(), splitKey, split);
        }
        if (config.networks().isEmpty()) {
            training(data, config.train());
        }
        axis("surface.x", surface.x());
        axis("surface.y", surface.y());
        milestones();
        engine();
    }

    private void steered(SurfaceConfig surface, DataConfig data, String splitKey, int split) {
        int max = surface.examplesUntil().max();
        atMost("data.shards", data.shards(), "surface.examples-until.max", max);
        atMost("surface.examples", surface.examples(), "surface.examples-until.max", max);
        atMost("surface.examples-until.max", max, splitKey, split);
        if (surface.examples() < 2) {
            throw settings.get("surface.examples")
                    .refused("at least 2 with surface.examples-until, since one example has no standard error");
        }
        if (surface.isAdaptive()) {
            throw settings.get("surface.examples-until.se").refused("0 with surface.adaptive.tolerance over 0");
        }
    }

    /** A limit of 0 stands for all examples, which are not known yet. */
    private void training(DataConfig data, TrainConfig train) {
        atMost("train.batch-size", train.batchSize(), "data.train-examples", data.trainExamples());
        atMost("train.eval-examples", train.evalExamples(), "data.train-examples", data.trainExamples());
        atMost("train.eval-examples", train.evalExamples(), "data.test-examples", data.testExamples());
    }

    private void atMost(String key, int value, String limitKey, int limit) {
        if (limit > 0 && value > limit) {
            throw settings.get(key).refused("at most %s, which is %d".formatted(limitKey, limit));
        }
    }

    private void axis(String key, AxisConfig axis) {
        boolean ascending = axis.max() > axis.min() && Double.isFinite(axis.max() - axis.min());
        if (!ascending && axis.points() > 1) {
            throw settings.get(key + ".max")
                    .refused("a number greater than %s.min, which is %s".formatted(key, axis.min()));
        }
    }

    private void milestones() {
        List<Integer> milestones = config.train().milestones();
        if (milestones.isEmpty()) {
            return;
        }
        Setting setting = settings.get("train.milestones");
        for (int n = 1; n < milestones.size(); n++) {
            if (milestones.get(n) <= milestones.get(n - 1)) {
                throw setting.refused("each greater than the one before");
            }
        }
        if (config.train().schedule() != Schedule.CONSTANT) {
            throw setting.refused("[], since train.schedule is %s (%s)"
                    .formatted(
                            config.train().schedule().text(),
                            settings.get("train.schedule").place()));
        }
    }

    private void engine() {
        runtime();
        Setting engine = settings.get("train.engine");
        boolean chosen = !engine.source().equals(Layer.REFERENCE);
        if (config.train().mode() == TrainMode.DATA_PARALLEL
                && chosen
                && engine.as(Kind.oneOf(EngineKind.class)) != EngineKind.DL4J) {
            throw engine.refused("dl4j, since train.mode is data-parallel (%s)"
                    .formatted(settings.get("train.mode").place()));
        }
    }

    /** ONNX Runtime computes what an ONNX file says, with the statistics that it holds. */
    private void runtime() {
        Setting engine = settings.get("surface.engine");
        if (config.train().engine() == EngineKind.ONNXRUNTIME) {
            throw settings.get("train.engine").refused("simd or dl4j, since onnxruntime does not train");
        }
        if (config.surface().engine() != EngineKind.ONNXRUNTIME) {
            return;
        }
        if (config.networks().isEmpty()) {
            throw engine.refused("simd or dl4j, since no network of an ONNX file is brought along (--network)");
        }
        if (config.surface().bn().contains(BnMode.RECALIBRATED)) {
            throw settings.get("surface.bn")
                    .refused("frozen, since surface.engine is onnxruntime (%s), which has no statistics of batches"
                            .formatted(engine.place()));
        }
    }
}
