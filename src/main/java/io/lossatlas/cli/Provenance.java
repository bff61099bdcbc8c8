package io.lossatlas.cli;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.identity.BuildInfo;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.runtime.RuntimeLibrary;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Who wrote a manifest, and with what: recorded, never compared. */
final class Provenance {
    private Provenance() {}

    static Map<String, String> of(SparkSession spark, RunRequest request) {
        RunConfig config = request.config();
        Map<String, String> provenance = new TreeMap<>(BuildInfo.current().toMap());
        provenance.put("spark_version", spark.version());
        provenance.put("spark_application", spark.sparkContext().applicationId());
        provenance.put("train_engine", config.train().engine().text());
        provenance.put("surface_engine", config.surface().engine().text());
        if (config.surface().engine() == EngineKind.ONNXRUNTIME) {
            provenance.put("onnxruntime_version", RuntimeLibrary.version());
            provenance.put("surface_bit_stable", "no: losses are the same bits on CPUs of one kind alone");
        }
        LabelledImages images = request.data().train();
        provenance.put("data_shape", images.shape().toString());
        provenance.put(
                images.hasLabels() ? GuessingLoss.CLASSES : GuessingLoss.OUTPUTS, Integer.toString(images.outputs()));
        provenance.put(GuessingLoss.LOSS, config.surface().loss().text());
        if (needsVectors(config)) {
            provenance.put("driver_vector_lanes", Integer.toString(SimdEngine.vectorLanes()));
        }
        request.weights().ifPresent(own -> provenance.putAll(own.provenance()));
        request.networks().forEach(own -> provenance.putAll(own.provenance()));
        request.files().forEach(end -> provenance.put("file_" + end.name(), end.file()));
        return provenance;
    }

    /**
     * Checks that this JVM can run the kernels of the Vector API.
     *
     * @throws RefusedException naming the option to start Java with
     */
    static void requireVectors() {
        SimdEngine.obstacle().ifPresent(obstacle -> {
            throw new RefusedException(obstacle);
        });
    }

    /** Whether a stage runs on the kernels of the Vector API. */
    static boolean needsVectors(RunConfig config) {
        return config.train().engine() == EngineKind.SIMD || config.surface().engine() == EngineKind.SIMD;
    }
}
