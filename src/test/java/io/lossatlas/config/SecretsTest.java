package io.lossatlas.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.parse.RunConfigs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "s3a://AK:SK@bucket/x, s3a://***@bucket/x",
        "s3a://AK:S/K@bucket/x, s3a://***@bucket/x",
        "https://token@host/x, https://***@host/x",
        "hdfs://me:p@w@nn:8020/a@b, hdfs://***@nn:8020/a@b",
        "https://h/x?a=1&X-Amz-Signature=abc&b=2, https://h/x?a=1&X-Amz-Signature=***&b=2",
        "https://h/x?sig=a%2Bb, https://h/x?sig=***",
        "jdbc:db://h/x;password=abc;user=me, jdbc:db://h/x;password=***;user=me",
        "cannot read s3a://AK:SK@b and s3a://c:d@e, cannot read s3a://***@b and s3a://***@e"
    })
    void credentialsOfAUriAreHidden(String text, String masked) {
        assertThat(Secrets.mask(text)).isEqualTo(masked);
        assertThat(Secrets.mask(masked)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/mnist",
                "file:///data/me@home",
                "hdfs://nn:8020/data/a@b",
                "s3a://bucket/key=3/token",
                "abfss://container@account.dfs.core.windows.net/x",
                "classpath:io/lossatlas/data/mnist",
                "s3a://b/x?y=#1"
            })
    void whatHoldsNoCredentialStays(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void theValueOfAKeyThatNamesACredentialIsHidden() {
        assertThat(Secrets.mask("spark.hadoop.fs.s3a.secret.key", "abc")).isEqualTo("***");
        assertThat(Secrets.mask("store.apiToken", "abc")).isEqualTo("***");
        assertThat(Secrets.mask("data.path", "s3a://a:b@c")).isEqualTo("s3a://***@c");
    }

    @Test
    void aRenderedConfigurationHidesThem() {
        RunConfig config = RunConfigs.load(
                Optional.empty(), List.of("output=s3a://AK:SK@b/run", "data.train-images=https://h/i?token=SK"));
        assertThat(config.output()).contains("s3a://AK:SK@b/run");
        assertThat(RunConfigs.render(config))
                .contains("s3a://***@b/run", "token=***")
                .doesNotContain("SK");
        assertThat(RunConfigs.toMap(config).toString()).doesNotContain("SK");
    }
}
