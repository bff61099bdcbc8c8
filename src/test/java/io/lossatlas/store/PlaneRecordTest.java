package io.lossatlas.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.config.AxisConfig;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlaneRecordTest {
    private static final AxisConfig X = new AxisConfig(-1, 1, 3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PlaneRecord random(int seed, AxisConfig x) {
        Map<String, String> settings = Map.of("type", "random", "seed", Integer.toString(seed), "normalize", "layer");
        return new PlaneRecord(AxisRecord.of(x), AxisRecord.of(X), new TreeMap<>(settings), "random, normalize layer");
    }

    @Test
    void drawsOnOneGridAreOfOneDistribution() {
        assertThat(random(1, X).distribution())
                .isPresent()
                .isEqualTo(random(2, X).distribution())
                .isNotEqualTo(random(1, new AxisConfig(-2, 2, 3)).distribution());
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws JsonProcessingException {
        assertThat(JSON.readValue(JSON.writeValueAsString(random(1, X)), PlaneRecord.class))
                .isEqualTo(random(1, X));
    }

    @Test
    void aRecordWithoutASampleIsOfADrawnPlaneWhereItIsRandom() throws JsonProcessingException {
        String record =
                "{'x': {'min': -1, 'max': 1, 'points': 3}, 'y': {'min': -1, 'max': 1, 'points': 3}, 'settings': %s}"
                        .replace('\'', '"');
        String random = "{\"type\": \"random\", \"seed\": \"1\", \"normalize\": \"layer\"}";
        String line = "{\"type\": \"line\", \"to\": \"@0\"}";

        assertThat(JSON.readValue(record.formatted(random), PlaneRecord.class)).isEqualTo(random(1, X));
        assertThat(JSON.readValue(record.formatted(line), PlaneRecord.class)).satisfies(read -> {
            assertThat(read.type()).isEqualTo("line");
            assertThat(read.distribution()).isEmpty();
        });
    }
}
