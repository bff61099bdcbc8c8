package io.lossatlas.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataFiles;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.VariantRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The training of one small network, with every step published by itself. */
public final class SteppingTraining {
    private static final double NO_TIME = 0;
    private static final double ENOUGH = 3600;
    private static final List<String> SETTINGS = List.of(
            "data.train-examples=64",
            "data.test-examples=32",
            "sweep.depths=[4]",
            "sweep.skips=[plain]",
            "train.steps=7",
            "train.batch-size=16",
            "train.schedule=cosine",
            "train.warmup-steps=2",
            "train.augment=crop-flip",
            "train.weight-decay=0.001",
            "train.checkpoint-every=3",
            "train.eval-every=2",
            "train.eval-examples=16",
            "surface.examples=16");

    private SteppingTraining() {}

    /** Takes the run's folder. */
    public static void main(String[] args) {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            train(spark, args[0], NO_TIME);
        }
    }

    /** Trains what is missing in one piece; gives the number of steps that were done before. */
    static int finish(SparkSession spark, String folder) {
        return train(spark, folder, ENOUGH);
    }

    private static int train(SparkSession spark, String folder, double segmentSeconds) {
        Configuration hadoop = new Configuration();
        RunConfig config = RunConfigs.load(Optional.empty(), SETTINGS);
        Run run = Run.open(RunFolder.at(folder, hadoop), JsonNodeFactory.instance.objectNode(), Map.of());
        Before before = new Before();
        try (TrainStage stage =
                new TrainStage(spark, run, config, DataFiles.read(config.data(), hadoop), segmentSeconds, before)) {
            stage.compute(Variant.of(config.sweep()));
        }
        return before.steps;
    }

    private static final class Before implements TrainProgress {
        private int steps = -1;

        @Override
        public void planned(Variant variant, int all, int done, long operationsPerStep) {
            steps = done;
        }

        @Override
        public void advanced(String variant, int step, double loss) {}

        @Override
        public void ends(Variant variant, VariantRecord record) {}
    }
}
