package io.lossatlas.config.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.ProbeSteps;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Split;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.TrainLength;
import io.lossatlas.config.TrainMode;
import io.lossatlas.config.Wiring;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunConfigsTest {
    private static RunConfig load(String file, String... sets) {
        return RunConfigs.load(Optional.of(new ConfigSource("my.conf", file)), List.of(sets));
    }

    private static RunConfig set(String... sets) {
        return RunConfigs.load(Optional.empty(), List.of(sets));
    }

    @Test
    void anOptionOverridesTheFileAndTheFileOverridesTheDefaults() {
        TrainConfig train = load("lossatlas.train { batch-size = 32, momentum = 0.5 }", "train.batch-size=16")
                .train();
        assertThat(train.batchSize()).isEqualTo(16);
        assertThat(train.momentum()).isEqualTo(0.5);
        assertThat(train.length()).isEqualTo(new TrainLength.Steps(900));
    }

    @Test
    void theLaterOfTwoOptionsCountsAndTheRootMayBeNamed() {
        assertThat(set("train.batch-size=16", "lossatlas.train.batch-size=8")
                        .train()
                        .batchSize())
                .isEqualTo(8);
    }

    @Test
    void neitherSystemPropertiesNorTheEnvironmentOverrideAKey() {
        System.setProperty("lossatlas.train.batch-size", "3");
        System.setProperty("config.override_with_env_vars", "true");
        try {
            assertThat(set().train().batchSize()).isEqualTo(64);
        } finally {
            System.clearProperty("lossatlas.train.batch-size");
            System.clearProperty("config.override_with_env_vars");
        }
    }

    @Test
    void aFileMaySubstituteFromItselfAndFromTheEnvironment() {
        String path = System.getenv("PATH");
        RunConfig config = load("lossatlas { sweep.seeds = [7], surface.direction-seeds = ${lossatlas.sweep.seeds}\n"
                + "output = ${?PATH}\n data.path = ${?NO_SUCH_VARIABLE_HERE} }");
        assertThat(config.surface().directionSeeds()).containsExactly(7L);
        assertThat(config.output()).contains(path);
        assertThat(config.data().path()).isEqualTo("classpath:io/lossatlas/data/mnist");
    }

    @Test
    void anOptionForTextIsTakenAsItStands() {
        String text = "s3a://b/x?y=#1,{\"z\"}: ${no} // $";
        assertThat(set("data.path=" + text).data().path()).isEqualTo(text);
        assertThat(set("output=a=b").output()).contains("a=b");
        assertThat(set("surface.split=test").surface().split()).isEqualTo(Split.TEST);
    }

    @Test
    void anOptionForAListMayGoWithoutBrackets() {
        assertThat(set("sweep.depths=[4, 10]").sweep().depths()).containsExactly(4, 10);
        assertThat(set("sweep.depths=4,10").sweep().depths()).containsExactly(4, 10);
        assertThat(set("sweep.skips=false,true").sweep().skips()).containsExactly(Wiring.PLAIN, Wiring.SKIP);
        assertThat(set("train.probe-steps=3, 5..7, every 20").train().probeSteps())
                .isEqualTo(new ProbeSteps(List.of(3, 5, 6, 7), 20));
        assertThat(set("surface.ignore=").surface().ignore()).isEmpty();
    }

    @Test
    void anOptionTakesNumbersAsHoconWritesThem() {
        assertThat(set("surface.x.min=-5e-1").surface().x()).isEqualTo(new AxisConfig(-0.5, 1, 21));
        assertThat(set("sweep.seeds=9007199254740993").sweep().seeds()).containsExactly(9007199254740993L);
    }

    @Test
    void ofStepsAndEpochsTheLayerAboveDecides() {
        assertThat(load("lossatlas.train.epochs = 2").train().length()).isEqualTo(new TrainLength.Epochs(2));
        assertThat(load("lossatlas.train.epochs = 2", "train.steps=5").train().length())
                .isEqualTo(new TrainLength.Steps(5));
        assertThat(load("lossatlas.train { epochs = null, steps = 7 }").train().length())
                .isEqualTo(new TrainLength.Steps(7));
        assertThatThrownBy(() -> load("lossatlas.train {\n steps = 3\n epochs = 2\n}"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("train.epochs (my.conf:3): expected either train.steps or train.epochs, found both"
                        + " (train.steps: my.conf:2)");
    }

    @Test
    void dataParallelTrainingIsDeeplearning4jsUnlessTheKernelsAreAskedFor() {
        TrainConfig train = set("train.mode=data-parallel").train();
        assertThat(train.mode()).isEqualTo(TrainMode.DATA_PARALLEL);
        assertThat(train.engine()).isEqualTo(EngineKind.DL4J);
        assertThat(set("train.mode=data-parallel", "train.engine=dl4j").train()).isEqualTo(train);
        assertThatThrownBy(() -> load("lossatlas.train.engine = simd", "train.mode=data-parallel"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("train.engine (my.conf:1): expected dl4j, since train.mode is data-parallel (--set),"
                        + " found \"simd\"");
    }

    @Test
    void aRenderedConfigurationReadsAsItself() {
        for (RunConfig config : List.of(
                set(),
                set("output=s3a://b/run", "train.epochs=3", "surface.bn=frozen", "surface.ignore=bn"),
                set("train.mode=data-parallel", "train.probe-steps=1,2,9..11", "sweep.learning-rates=1e-5,0.1"))) {
            assertThat(load(RunConfigs.render(config))).isEqualTo(config);
        }
    }

    @Test
    void aRenderedConfigurationIsGroupedAndHasAKeyALine() {
        assertThat(RunConfigs.render(set("train.steps=5")))
                .startsWith("lossatlas {\n  output = \"\"\n  data {\n    format = \"auto\"\n    path = ")
                .contains("\n  train {\n    engine = \"simd\"\n    mode = \"sweep\"\n    steps = 5\n")
                .contains("    probe-steps = [\"0..10\",\"every 50\"]\n");
    }

    @Test
    void theConfigurationInAManifestReadsAsItselfAndTakesOptions() throws Exception {
        RunConfig config = set("train.epochs=3", "sweep.seeds=-1,2", "surface.x.points=1");
        String json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(RunConfigs.toMap(config));
        assertThat(RunConfigs.fromManifestJson(json)).isEqualTo(config);
        assertThat(RunConfigs.fromManifest(new ConfigSource("m", json), List.of("train.steps=4"))
                        .train()
                        .length())
                .isEqualTo(new TrainLength.Steps(4));
    }
}
