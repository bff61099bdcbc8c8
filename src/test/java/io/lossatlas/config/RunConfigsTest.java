package io.lossatlas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunConfigsTest {
    private static RunConfig load(String file, String... sets) {
        return RunConfigs.load(Optional.of(new Source("my.conf", file)), List.of(sets));
    }

    @Test
    void an_option_overrides_the_file_and_the_file_overrides_the_defaults() {
        RunConfig config = load("lossatlas.train { batch-size = 32, momentum = 0.5 }", "train.batch-size=16");
        assertThat(config.train().batchSize()).isEqualTo(16);
        assertThat(config.train().momentum()).isEqualTo(0.5);
        assertThat(config.train().length()).isEqualTo(new TrainLength.Steps(900));
    }
}
