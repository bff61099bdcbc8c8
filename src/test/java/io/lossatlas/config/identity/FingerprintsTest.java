package io.lossatlas.config.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.OtherValues;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
    private static final Map<String, String> HASHES = Map.of("data.train-images", "abc");

    private static RunConfig with(String key) {
        return set(key + "=" + OtherValues.of(key));
    }

    private static RunConfig set(String... sets) {
        return RunConfigs.load(Optional.empty(), List.of(sets));
    }

    private static List<String> trainDifferences(RunConfig now) {
        return Fingerprints.differences(Fingerprints.train(set(), HASHES), Fingerprints.train(now, HASHES));
    }

    private static List<String> surfaceDifferences(RunConfig now) {
        return Fingerprints.differences(Fingerprints.surface(set(), HASHES), Fingerprints.surface(now, HASHES));
    }

    @Test
    void differencesAreNamedWithBothValues() {
        assertThat(trainDifferences(set("train.steps=400", "train.batch-size=32")))
                .containsExactly("train.batch-size: published 64, now 32", "train.steps: published 900, now 400");
        assertThat(trainDifferences(set("train.epochs=2")))
                .containsExactly("train.epochs: published nothing, now 2", "train.steps: published 900, now nothing");
        assertThat(surfaceDifferences(set("surface.x.max=0.5")))
                .containsExactly("surface.x.max: published 1.0, now 0.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "output",
                "data.path",
                "data.format",
                "data.train-images",
                "data.train-file",
                "sweep.depths",
                "sweep.skips",
                "sweep.widths",
                "sweep.seeds",
                "sweep.learning-rates",
                "surface.direction-seeds",
                "surface.planes",
                "surface.split",
                "surface.bn",
                "spark.partitions",
                "spark.unit-seconds"
            })
    void whatExtendsARunOrChangesNoNumberIsInNeither(String key) {
        assertThat(trainDifferences(with(key))).isEmpty();
        assertThat(surfaceDifferences(with(key))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train.engine",
                "train.mode",
                "train.steps",
                "train.batch-size",
                "train.momentum",
                "train.weight-decay",
                "train.schedule",
                "train.milestones",
                "train.warmup-steps",
                "train.augment",
                "train.checkpoint-every",
                "train.probe-steps",
                "train.eval-every",
                "train.eval-examples"
            })
    void trainingAloneDependsOnItsOwnKeys(String key) {
        assertThat(trainDifferences(with(key))).anyMatch(line -> line.startsWith(key + ": "));
        assertThat(surfaceDifferences(with(key))).isEmpty();
    }

    @Test
    void surfacesOfCrossEntropyAreWhatTheyWereBeforeThereWasAnotherLoss() {
        assertThat(Fingerprints.surface(set(), HASHES)).doesNotContainKey("surface.loss");
        assertThat(surfaceDifferences(set("surface.loss=mse")))
                .containsExactly("surface.loss: published nothing, now mse");
    }

    @Test
    void trainingWithoutMilestonesAndAugmentationIsWhatItWasBeforeThereWereTheseKeys() {
        assertThat(Fingerprints.train(set(), HASHES)).doesNotContainKeys("train.milestones", "train.augment");
        assertThat(Fingerprints.train(set("train.milestones=[3, 5]", "train.augment=crop-flip"), HASHES))
                .containsEntry("train.milestones", "[3, 5]")
                .containsEntry("train.augment", "crop-flip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.shards",
                "surface.engine",
                "surface.loss",
                "surface.examples",
                "surface.normalize",
                "surface.ignore",
                "surface.x.min",
                "surface.x.max",
                "surface.x.points",
                "surface.y.min",
                "surface.y.max",
                "surface.y.points"
            })
    void surfacesAloneDependOnTheirOwnKeys(String key) {
        assertThat(surfaceDifferences(with(key))).hasSize(1).first().asString().startsWith(key + ": ");
        assertThat(trainDifferences(with(key))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.train-examples", "data.test-examples"})
    void bothDependOnTheExamplesInUse(String key) {
        assertThat(trainDifferences(with(key))).containsExactly(key + ": published 0, now 2000");
        assertThat(surfaceDifferences(with(key))).containsExactly(key + ": published 0, now 2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.classes", "data.mean", "data.std"})
    void bothDependOnHowTheDataAreRead(String key) {
        assertThat(trainDifferences(with(key))).hasSize(1).first().asString().startsWith(key + ": published nothing");
        assertThat(surfaceDifferences(with(key))).hasSize(1).first().asString().startsWith(key + ": ");
    }

    @Test
    void bothDependOnTheContentOfTheData() {
        Map<String, String> other = Map.of("data.train-images", "xyz");
        String line = "data.train-images: published abc, now xyz";
        assertThat(Fingerprints.differences(Fingerprints.train(set(), HASHES), Fingerprints.train(set(), other)))
                .containsExactly(line);
        assertThat(Fingerprints.differences(Fingerprints.surface(set(), HASHES), Fingerprints.surface(set(), other)))
                .containsExactly(line);
    }

    private static List<String> analyzeDifferences(RunConfig now) {
        return Fingerprints.differences(Fingerprints.analyze(set()), Fingerprints.analyze(now));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.shards", "surface.x.min", "surface.x.points", "surface.y.max"})
    void metricsDependOnGridAndShards(String key) {
        assertThat(analyzeDifferences(with(key))).hasSize(1).first().asString().startsWith(key + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train.steps",
                "surface.examples",
                "surface.bn",
                "sweep.seeds",
                "surface.direction-seeds",
                "surface.planes"
            })
    void metricsKnowTheRestByTheFilesTheyAreMadeFrom(String key) {
        assertThat(analyzeDifferences(with(key))).isEmpty();
    }

    @Test
    void bothHaveTheVersionOfTheResults() {
        assertThat(Fingerprints.train(set(), HASHES)).containsKey("results-version");
        assertThat(Fingerprints.surface(set(), HASHES)).containsKey("results-version");
    }
}
