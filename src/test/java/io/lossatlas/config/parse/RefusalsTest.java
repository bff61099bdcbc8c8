package io.lossatlas.config.parse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static void file(String text, String message) {
        assertThatThrownBy(() -> RunConfigs.load(Optional.of(new ConfigSource("my.conf", text)), List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    private static void option(String option, String message) {
        assertThatThrownBy(() -> RunConfigs.load(Optional.empty(), List.of(option)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheNearestKnownOne() {
        file(
                "lossatlas {\n  train {\n    momentun = 0.9\n  }\n}",
                "train.momentun (my.conf:3): unknown key; did you mean train.momentum?");
        file("lossatlas.surface.points = 3", "surface.points (my.conf:1): unknown key; did you mean surface.x.points?");
        file("lossatlas.steps = 3", "steps (my.conf:1): unknown key; did you mean train.steps?");
        option("sweep.depth=3", "sweep.depth (--set): unknown key; did you mean sweep.depths?");
    }

    @Test
    void allUnknownKeysAreNamedByLine() {
        file(
                "lossatlas.train.stepz = 1\nlossatlas.autput = x",
                "train.stepz (my.conf:1): unknown key; did you mean train.steps?" + System.lineSeparator()
                        + "autput (my.conf:2): unknown key; did you mean output?");
    }

    @Test
    void aKeyOutsideTheRootIsUnknown() {
        file("train.steps = 3", "train (my.conf:1): unknown key; did you mean lossatlas.train?");
        file("lossatals { train.steps = 3 }", "lossatals (my.conf:1): unknown key; did you mean lossatlas?");
    }

    @Test
    void aQuotedKeyWithDotsIsNotAPath() {
        file(
                "lossatlas { \"train.steps\" = 3 }",
                "\"train.steps\" (my.conf:1): unknown key; did you mean train.steps?");
    }

    @Test
    void aGroupIsNoValueAndAValueNoGroup() {
        file("lossatlas.surface.x = 3", "surface.x (my.conf:1): expected a group of keys, found 3");
        file(
                "lossatlas.train.steps { a = 3 }",
                "train.steps (my.conf:1): expected an integer of at least 0, found a group of keys");
        option(
                "surface.x=3",
                "surface.x (--set): expected one of its keys, surface.x.max, surface.x.min, surface.x.points");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "sweep.depths = [10, 7] | an even integer from 4 to 10000, found 7",
                "sweep.depths = 10 | a list, each an even integer from 4 to 10000, found 10",
                "sweep.depths = [] | at least one value, found []",
                "sweep.depths = [4, 10, 4] | each value once, found [4,10,4]",
                "sweep.skips = [skip, true] | each value once, found [\"skip\",true]",
                "sweep.skips = [resnet] | one of plain, skip, false, true, found \"resnet\"",
                "sweep.widths = [0] | an integer from 1 to 1024, found 0",
                "sweep.seeds = [1.5] | an integer, found 1.5",
                "sweep.seeds = [99999999999999999999] | an integer, found \"99999999999999999999\"",
                "sweep.learning-rates = [0] | a finite number greater than 0, found 0",
                "sweep.learning-rates = [NaN] | a finite number greater than 0, found \"NaN\"",
                "train.batch-size = 0 | an integer of at least 1, found 0",
                "train.batch-size = many | an integer of at least 1, found \"many\"",
                "train.batch-size = 3000000000 | an integer of at least 1, found 3000000000",
                "train.batch-size = null | an integer of at least 1, found null",
                "train.momentum = 1 | a number of at least 0 and less than 1, found 1",
                "train.weight-decay = -0.1 | a finite number of at least 0, found -0.1",
                "train.schedule = linear | one of constant, cosine, found \"linear\"",
                "train.milestones = [0] | an integer of at least 1, found 0",
                "train.milestones = [3, 3] | each greater than the one before, found [3,3]",
                "train.augment = flip | one of none, crop-flip, found \"flip\"",
                "train.epochs = 0 | an integer of at least 1, found 0",
                "train.steps = -1 | an integer of at least 0, found -1",
                "surface.bn = none | one of frozen, recalibrated, both, found \"none\"",
                "surface.ignore = [weights] | one of bias, bn, found \"weights\"",
                "surface.x.points = 0 | an integer of at least 1, found 0",
                "surface.x.min = Infinity | a finite number, found \"Infinity\"",
                "surface.x.max = -2 | a number greater than surface.x.min, which is -1.0, found -2",
                "surface.examples = 0 | an integer of at least 1, found 0",
                "data.shards = 300 | at most surface.examples, which is 256, found 300",
                "data.path = \" \" | a path or URI, found \" \"",
                "data.train-images = 2024 | text, found 2024",
                "spark.unit-seconds = 0 | a finite number greater than 0, found 0",
            })
    void aValueThatAKeyDoesNotTakeIsRefused(String line, String expectedAndFound) {
        String key = line.substring(0, line.indexOf(' '));
        file("\nlossatlas." + line, "%s (my.conf:2): expected %s".formatted(key, expectedAndFound));
    }

    @ParameterizedTest
    @CsvSource({"every 0", "5..3", "-1", "0..100000", "often", "1.5", "every 1e3"})
    void aProbeStepThatIsNoneIsRefused(String entry) {
        file(
                "lossatlas.train.probe-steps = [\"%s\"]".formatted(entry),
                ("train.probe-steps (my.conf:1): expected a step, a range \"FROM..TO\" of at most 100000 steps,"
                                + " or one \"every N\", found \"%s\"")
                        .formatted(entry));
    }

    @Test
    void aSliceLargerThanTheExamplesInUseIsRefused() {
        file(
                "lossatlas.data.train-examples = 1024\nlossatlas.surface.examples = 2000",
                "surface.examples (my.conf:2): expected at most data.train-examples, which is 1024, found 2000");
        file(
                "lossatlas.data.test-examples = 128",
                "train.eval-examples (reference.conf:%d): expected at most data.test-examples, which is 128, found 1000"
                        .formatted(RunConfigs.known()
                                .defaults()
                                .get("train.eval-examples")
                                .origin()
                                .lineNumber()));
    }

    @Test
    void anOptionThatIsNoAssignmentIsRefused() {
        option("train.steps", "--set: expected key=value, found train.steps");
        option("train.steps=", "train.steps (--set): expected a value, found nothing");
        option("train.steps=5, batch-size=3", "train.steps (--set): expected one value, found 5, batch-size=3");
    }

    @Test
    void textThatIsNotHoconIsRefusedWithItsLine() {
        assertThatThrownBy(() ->
                        RunConfigs.load(Optional.of(new ConfigSource("my.conf", "lossatlas {\n a = [1\n")), List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("my.conf: ");
        assertThatThrownBy(() -> RunConfigs.load(Optional.empty(), List.of("sweep.depths=[4")))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("sweep.depths (--set): ");
    }

    @Test
    void anotherFileIsNotIncluded() {
        file("include \"base.conf\"", "my.conf: expected a configuration in one file, found include \"base.conf\"");
        file(
                "include url(\"http://u:p@h/base.conf\")",
                "my.conf: expected a configuration in one file, found include \"http://***@h/base.conf\"");
    }

    @Test
    void aCredentialIsInNoMessage() {
        assertThatThrownBy(() -> RunConfigs.load(
                        Optional.of(new ConfigSource("my.conf", "lossatlas.data.path = [\"s3a://AK:SK@b\"]")),
                        List.of()))
                .hasMessage("data.path (my.conf:1): expected a path or URI, found [\"s3a://***@b\"]");
    }
}
