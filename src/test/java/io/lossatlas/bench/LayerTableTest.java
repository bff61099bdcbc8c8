package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.engine.check.KernelCheck.LayerRates;
import io.lossatlas.engine.check.KernelCheck.Rate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTableTest {
    private static final List<LayerRates> LAYERS = List.of(new LayerRates(
            "3 x 3, 8 to 8, 28 x 28",
            "ResNet",
            List.of(
                    new Rate("convolution", 150, 100, 0.1),
                    new Rate("data gradient", 75, 100, 0.1),
                    new Rate("weight gradient", 5, 100, 0.1))));

    @Test
    void aLineALayerWithSharesOfThePeakAndASpoiltKernelByName() {
        assertThat(LayerTable.of(LAYERS).lines())
                .containsExactly(
                        "layer                                  as in              forward   data gradient  weight gradient",
                        "3 x 3, 8 to 8, 28 x 28                 ResNet        150.0  150 %     75.0   75 %       5.0    5 %",
                        "GFLOP/s, counted as direct convolution, and share of the core's peak, measured beside each",
                        "SLOW kernel, far below what it should reach: 3 x 3, 8 to 8, 28 x 28, weight gradient: 5.0 GFLOP/s, 5 % of the core's 100.0");
    }

    @Test
    void anObjectAPass() {
        JsonNode rows = LayerTable.json(LAYERS);

        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).get("layer").asText()).isEqualTo("3 x 3, 8 to 8, 28 x 28");
        assertThat(rows.get(1).get("pass").asText()).isEqualTo("data gradient");
        assertThat(rows.get(1).get("share").asDouble()).isEqualTo(0.75);
    }
}
