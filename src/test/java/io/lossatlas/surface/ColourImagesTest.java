package io.lossatlas.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.LocalSpark;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.data.TestImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneSpec;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.StoredWeights;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import io.lossatlas.train.Engines;
import io.lossatlas.train.TrainProgress;
import io.lossatlas.train.TrainStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Oblong images of three channels and seven classes, from training to the surface. Each class has a colour of its own, which
 * noise blurs; each channel has its own mean and deviation.
 */
class ColourImagesTest {
    private static final ImageShape SHAPE = new ImageShape(3, 10, 8);
    private static final int CLASSES = 7;
    private static final int STEPS = 60;
    private static final Normalisation COLOURS = new Normalisation(List.of(
            new Normalisation.Channel(0.4, 0.2),
            new Normalisation.Channel(0.5, 0.25),
            new Normalisation.Channel(0.6, 0.3)));
    private static final RunConfig CONFIG = RunConfigs.load(
            Optional.empty(),
            List.of(
                    "sweep.depths=[4]",
                    "sweep.skips=[skip]",
                    "sweep.widths=[4]",
                    "train.steps=" + STEPS,
                    "train.batch-size=32",
                    "train.eval-examples=64",
                    "surface.split=test",
                    "surface.examples=48",
                    "data.shards=4",
                    "surface.bn=both",
                    "surface.x.points=3",
                    "surface.y.points=3"));
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start(2);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Test
    void trainAndAreMappedAsTheInterpreterSaysInDouble() {
        DataSet data = new DataSet(images(128, 1), images(48, 2), Map.of());
        Variant variant = Variant.of(CONFIG.sweep()).get(0);
        Run run = Run.open(
                RunFolder.at(folder.toString(), new Configuration()), JsonNodeFactory.instance.objectNode(), Map.of());
        try (TrainStage stage = new TrainStage(spark, run, CONFIG, data, new Untold())) {
            stage.compute(List.of(variant));
        }
        Function<MappedNetwork, Engine> engines =
                any -> Engines.of(CONFIG.surface().engine(), any, SHAPE, CLASSES);
        try (SurfaceStage stage = new SurfaceStage(spark, run, CONFIG, data, engines, new Untold())) {
            assertThat(stage.compute(List.of(variant))).isZero();
        }

        Graph graph = FamilyGraph.of(variant, SHAPE, CLASSES);
        assertThat(graph.layout().size()).isEqualTo(4 * 27 + 2 * 4 * 36 + 3 * 4 * 4 + 7 * 4 + 7);
        Weights weights = StoredWeights.read(spark, run, variant.id(), STEPS, graph.layout());
        List<Row> surface = run.read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE))
                .collectAsList();
        assertThat(surface).hasSize(18);
        for (Row row : surface) {
            double expected = loss(graph, at(weights, row), data, row.getAs("bn"));
            assertThat(row.<Double>getAs("loss")).isCloseTo(expected, within(2e-6 * Math.max(1, expected)));
        }
        assertThat(surface.stream()
                        .mapToDouble(row -> row.<Double>getAs("loss"))
                        .min()
                        .orElseThrow())
                .isLessThan(0.5 * StrictMath.log(CLASSES));
    }

    private static float[] at(Weights weights, Row row) {
        PlaneSpec spec = PlaneSpecs.of(CONFIG).get(0);
        Plane plane = spec.through(weights, List.of());
        Grid grid = spec.grid().orElseThrow();
        float[] point = new float[weights.values().length];
        plane.point(weights.values(), grid.alpha(row.getAs("i")), grid.beta(row.getAs("j")), point);
        return point;
    }

    private static double loss(Graph graph, float[] parameters, DataSet data, String bn) {
        Interpreter interpreter = Interpreter.of(graph, parameters);
        if (bn.equals("recalibrated")) {
            interpreter = new Interpreter(graph, interpreter.recalibrated(inputs(data.train())));
        }
        int[] labels =
                IntStream.range(0, data.test().count()).map(data.test()::label).toArray();
        return interpreter.loss(interpreter.forward(inputs(data.test()), Statistics.RUNNING), labels);
    }

    /** {@code (byte / 255 - mean) / deviation}, rounded to float as the engine's inputs are. */
    private static double[][] inputs(LabelledImages images) {
        double[][] inputs = new double[images.count()][SHAPE.size()];
        for (int n = 0; n < images.count(); n++) {
            for (int i = 0; i < SHAPE.size(); i++) {
                Normalisation.Channel channel = COLOURS.channels().get(i / 80);
                int pixel = images.bytes()[n * SHAPE.size() + i] & 0xff;
                inputs[n][i] = (float) ((pixel / 255.0 - channel.mean()) / channel.deviation());
            }
        }
        return inputs;
    }

    private static LabelledImages images(int count, long seed) {
        GaussianStream noise = Seeds.stream(seed, "colours");
        byte[] pixels = new byte[count * SHAPE.size()];
        byte[] labels = new byte[count];
        for (int n = 0; n < count; n++) {
            labels[n] = (byte) (n % CLASSES);
            for (int i = 0; i < SHAPE.size(); i++) {
                int bright = (labels[n] + 1) >> (i / SHAPE.pixels()) & 1;
                double pixel = 90 + 80 * bright + 30 * noise.nextGaussian();
                pixels[n * SHAPE.size() + i] = (byte) Math.max(0, Math.min(255, Math.round(pixel)));
            }
        }
        return TestImages.of(pixels, labels, SHAPE, CLASSES, COLOURS);
    }

    private static final class Untold implements TrainProgress, SurfaceProgress {
        @Override
        public void planned(Variant variant, int steps, int done, long operationsPerStep) {}

        @Override
        public void advanced(String variant, int step, double loss) {}

        @Override
        public void ends(Variant variant, VariantRecord record) {}

        @Override
        public void planned(
                String scope, String title, long points, long complete, double images, long operationsPerImage) {}

        @Override
        public void dropped(String scope) {}

        @Override
        public void begins(String scope) {}

        @Override
        public void advanced(String scope, long points, long images) {}

        @Override
        public void ends(String scope, int failed) {}
    }
}
