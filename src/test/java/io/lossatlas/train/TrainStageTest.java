package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.config.Augment;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.ModelFile;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.StoredWeights;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainStageTest {
    private static final List<Table> TABLES = List.of(Table.TRAINING, Table.GRADIENTS, Table.BATCHES, Table.WEIGHTS);
    private static final String ONE_STEP = "train.steps=1";
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

    private TrainRun run(String name, String... sets) {
        return new TrainRun(spark, folder.resolve(name), sets);
    }

    @Test
    void leavesHistoryGradientsMinibatchesWeightsAndModelFiles() {
        TrainRun run = run("a").train();

        assertThat(run.events)
                .containsExactly("planned d4-plain-w2-s1-lr0.05 0 of 12", "ends d4-plain-w2-s1-lr0.05 done at 12");
        assertThat(run.rows(Table.TRAINING).stream().map(TrainStageTest::stepAndSplit))
                .contains("0 batch", "11 batch", "0 train", "0 test", "6 train", "6 test", "12 train", "12 test")
                .hasSize(12 + 6);
        assertThat(run.rows(Table.BATCHES).stream().map(row -> row.<Integer>getAs("step")))
                .containsExactly(0, 1, 2, 6);
        assertThat(run.rows(Table.GRADIENTS)).hasSize(4 * 4);
        assertThat(run.rows(Table.WEIGHTS).stream()
                        .map(row -> row.<Integer>getAs("step"))
                        .distinct())
                .containsExactly(0, 5, 10, 12);
        assertThat(run.files(RunFolder.MODELS)).isEqualTo(3);
        assertThat(run.files(RunFolder.CHECKPOINTS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "dl4j"})
    void whereLegsEndMakesNoDifferenceToAnyBit(String engine) {
        String[] sets = {"train.engine=" + engine, "train.augment=crop-flip", "train.milestones=[4]"};
        TrainRun whole = run("whole", sets).train();
        TrainRun stepByStep = run("steps", sets).train(0);

        for (Table table : TABLES) {
            assertThat(stepByStep.rows(table)).as(table.folder()).isEqualTo(whole.rows(table));
            assertThat(stepByStep.files(table.folder())).as(table.folder()).isEqualTo(1);
        }
        assertThat(stepByStep.record().files()).isEqualTo(whole.record().files());
    }

    @Test
    void trainingThatWasLeftOffGoesOn() {
        TrainRun whole = run("whole").train();
        TrainRun cut = run("cut");
        VariantWork work = new VariantWork(
                cut.variant(),
                Engines.of(cut.config().train().engine(), cut.variant(), new ImageShape(1, 28, 28), 10),
                cut.config().train(),
                12);
        TrainedFiles files = new TrainedFiles(spark, cut.run(), work, new ImageShape(1, 28, 28), 10);
        Broadcast<TrainingData> data =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(TrainingData.of(cut.data(), 32));
        Start begin = new Start(
                TrainerState.start(
                        InitialWeights.draw(work.engine().layout(), 1).values()),
                0,
                0);
        VariantRecord left = files.publish(new TaskRunner(spark, data, 0).run(work, begin));
        assertThat(left.status()).isEqualTo(VariantRecord.TRAINING);
        assertThat(left.step()).isEqualTo(1);

        cut.train();

        assertThat(cut.events.get(0)).isEqualTo("planned d4-plain-w2-s1-lr0.05 1 of 12");
        for (Table table : TABLES) {
            assertThat(cut.rows(table)).as(table.folder()).isEqualTo(whole.rows(table));
        }
    }

    @Test
    void whatIsTrainedIsNotTrainedAgain() {
        TrainRun run = run("a").train();
        long publications = run.run().manifest().publication();

        run.train();

        assertThat(run.run().manifest().publication()).isEqualTo(publications);
    }

    @Test
    void aLostFileIsTrainedAgainToTheSameBits() throws IOException {
        TrainRun run = run("a").train();
        List<Row> weights = run.rows(Table.WEIGHTS);
        Path file = folder.resolve("a")
                .resolve(run.run().manifest().files(Table.WEIGHTS).get(0).path());
        Files.write(file, new byte[10]);

        assertThat(run.run().dropDamaged()).hasSize(1);
        run.train();

        assertThat(run.rows(Table.WEIGHTS)).isEqualTo(weights);
        assertThat(run.files(Table.TRAINING.folder())).isEqualTo(1);
    }

    @Test
    void aVariantThatDivergesIsRecordedAndLeavesTheOthersAlone() {
        TrainRun run = run("a", "sweep.learning-rates=[0.05,1e39]").train();

        assertThat(run.events)
                .contains("ends d4-plain-w2-s1-lr0.05 done at 12")
                .anyMatch(event -> event.matches("ends d4-plain-w2-s1-lr10+ diverged at \\d+"));
        assertThat(run.files(RunFolder.MODELS)).isEqualTo(3);
    }

    @Test
    void theModelFileHoldsTheLastWeights() throws IOException {
        TrainRun run = run("a").train();
        ParameterLayout layout = Engines.of(run.config().train().engine(), run.variant(), new ImageShape(1, 28, 28), 10)
                .layout();
        Weights stored = StoredWeights.read(spark, run.run(), run.variant().id(), 12, layout);

        try (InputStream in = Files.newInputStream(folder.resolve("a/models/d4-plain-w2-s1-lr0.05.zip"))) {
            assertThat(ModelFile.read(in, "model").weights().values()).isEqualTo(stored.values());
        }
    }

    @Test
    void probedWeightNormsAreThoseOfTheWeightsBeforeTheUpdate() {
        TrainRun run = run("a").train();
        ParameterLayout layout = Engines.of(run.config().train().engine(), run.variant(), new ImageShape(1, 28, 28), 10)
                .layout();
        Weights initial = InitialWeights.draw(layout, 1);

        for (Row row : run.rows(Table.GRADIENTS)) {
            if (row.<Integer>getAs("step") == 0) {
                float[] values = initial.of(layout.weights().stream()
                        .filter(block -> block.name().equals(row.getAs("name")))
                        .findFirst()
                        .orElseThrow());
                double squares = 0;
                for (float value : values) {
                    squares += (double) value * value;
                }
                assertThat(row.<Double>getAs("weight_norm")).isCloseTo(Math.sqrt(squares), within(1e-12));
                assertThat(row.<Double>getAs("grad_norm")).isPositive();
            }
        }
    }

    @Test
    void theLastRowOfTheTestSliceIsTheLossOfTheLastWeights() {
        TrainRun run = run("a").train();
        Engine engine = Engines.of(run.config().train().engine(), run.variant(), new ImageShape(1, 28, 28), 10);
        double[] losses = new double[32];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(StoredWeights.read(spark, run.run(), run.variant().id(), 12, engine.layout())
                    .values());
            evaluator.evaluate(run.data().test(), 0, 32, losses, new boolean[32]);
        }

        double recorded = run.rows(Table.TRAINING).stream()
                .filter(row -> stepAndSplit(row).equals("12 test"))
                .findFirst()
                .orElseThrow()
                .getAs("loss");
        assertThat(recorded).isEqualTo(Arrays.stream(losses).reduce(0, Double::sum) / 32);
    }

    @Test
    void dataParallelTrainingLeavesTheSameArtefacts() {
        TrainRun run = run("a", "train.mode=data-parallel", "train.steps=12").train();

        assertThat(run.record().status()).isEqualTo(VariantRecord.DONE);
        assertThat(run.rows(Table.TRAINING).stream().map(TrainStageTest::stepAndSplit))
                .containsExactlyInAnyOrder(
                        "0 batch",
                        "1 batch",
                        "2 batch",
                        "6 batch",
                        "0 train",
                        "0 test",
                        "6 train",
                        "6 test",
                        "12 train",
                        "12 test");
        assertThat(run.rows(Table.GRADIENTS)).hasSize(4 * 4);
        assertThat(run.rows(Table.WEIGHTS).stream()
                        .map(row -> row.<Integer>getAs("step"))
                        .distinct())
                .containsExactly(0, 5, 10, 12);
        assertThat(run.files(RunFolder.MODELS)).isEqualTo(3);
    }

    /** Before the first update all of them have the same weights and, by seed, step and place, the same images. */
    @Test
    void everyEngineAndModeSeesTheSameCrops() {
        double simd = firstLoss(run("simd", ONE_STEP, "train.augment=crop-flip"));
        double dl4j = firstLoss(run("dl4j", ONE_STEP, "train.augment=crop-flip", "train.engine=dl4j"));
        double parallel = firstLoss(run("parallel", ONE_STEP, "train.augment=crop-flip", "train.mode=data-parallel"));

        assertThat(dl4j).isCloseTo(simd, within(1e-5));
        assertThat(parallel).isEqualTo(dl4j);
        assertThat(firstLoss(run("none", ONE_STEP))).isNotCloseTo(simd, within(1e-3));
    }

    private static double firstLoss(TrainRun run) {
        return run.train().rows(Table.TRAINING).stream()
                .filter(row -> stepAndSplit(row).equals("0 batch"))
                .findFirst()
                .orElseThrow()
                .getAs("loss");
    }

    /** What workers train on. */
    @Test
    void aWorkersPartHoldsTheCropsOfItsPlaces() throws Exception {
        TrainRun run = run("a");
        Broadcast<TrainingData> data =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(TrainingData.of(run.data(), 32));
        Augmentation crops = new Augmentation(Augment.CROP_FLIP, 1);
        int[] examples = {9, 4, 7};

        var part = new Minibatch(data, crops).call(new Minibatch.Part(5, 8, examples));

        LabelledImages expected =
                run.data().train().cropped(examples, List.of(crops.crop(5, 8), crops.crop(5, 9), crops.crop(5, 10)));
        float[] inputs = new float[3 * 784];
        for (int n = 0; n < 3; n++) {
            expected.inputs(n, inputs, n * 784);
            assertThat(part.getLabels().getDouble(n, expected.label(n))).isEqualTo(1);
        }
        assertThat(part.getFeatures().dup('c').data().asFloat()).isEqualTo(inputs);
    }

    private static String stepAndSplit(Row row) {
        return row.getAs("step") + " " + row.getAs("split");
    }
}
