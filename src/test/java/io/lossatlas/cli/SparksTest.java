package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparksTest {
    private static final Pattern REDACTED = Pattern.compile(Sparks.REDACTED);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.s3a.secret.key",
                "spark.hadoop.fs.s3a.access.key",
                "sun.java.command",
                "s3a://user:word@bucket/data",
                "https://store.example/data?sv=2022&sig=abc"
            })
    void sparkHidesWhatMayHoldACredential(String text) {
        assertThat(REDACTED.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.master", "spark://head:7077", "hdfs:///atlas/run", "spark.executor.memory", "2g"})
    void sparkShowsTheRest(String text) {
        assertThat(REDACTED.matcher(text).find()).isFalse();
    }
}
