package io.lossatlas.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownKeysTest {
    private final KnownKeys keys =
            new KnownKeys(ConfigFactory.parseString("sitting = 1, a { lawn = 1 }, b { same = 1 }")
                    .root());

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting",
        "flaw, a.lawn",
        "a.same, b.same",
        "lawn, a.lawn",
        "setting, sitting",
    })
    void theNearestKeyIsTheOneOfFewestEditsOfTheWholeOrOfItsLastName(String unknown, String nearest) {
        assertThat(keys.nearest(unknown)).isEqualTo(nearest);
    }
}
