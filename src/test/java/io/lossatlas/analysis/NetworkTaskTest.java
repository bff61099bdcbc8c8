package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class NetworkTaskTest {
    private static Row gradient(int step, int layer, double norm) {
        return RowFactory.create("gradient", step, layer, norm, Double.NaN, 1);
    }

    private static Row loss(String split, int step, double loss, double accuracy) {
        return RowFactory.create(split, step, 0, loss, accuracy, 500);
    }

    private static Map<String, Row> measured(List<Row> facts) {
        List<Row> rows = new ArrayList<>();
        new NetworkTask("d10-plain-w8-s1-lr0.05").call(facts.iterator()).forEachRemaining(rows::add);
        return rows.stream().collect(Collectors.toMap(row -> row.getString(5), row -> row));
    }

    @Test
    void slopesAtTheStartAndThroughTheFirstTenSteps() {
        List<Row> facts = new ArrayList<>();
        for (int step : new int[] {10, 0, 4}) {
            facts.add(gradient(step, 0, 1));
            facts.add(gradient(step, 2, Math.exp(step - 3)));
        }

        Map<String, Row> found = measured(facts);

        // ln norms of 0 and step - 3 over two layers: slopes -1.5, 0.5 and 3.5.
        assertThat(found.get("gradient_slope_initial").getDouble(6)).isCloseTo(-1.5, within(1e-14));
        assertThat(found.get("gradient_slope_step_ten").getDouble(6)).isCloseTo(3.5, within(1e-14));
        assertThat(found.get("gradient_slope_first_ten").getDouble(6)).isCloseTo(2, within(1e-14));
        assertThat(found.get("gradient_slope_first_ten").getLong(10)).isEqualTo(2);
    }

    @Test
    void gapsAreThoseOfTheLastStep() {
        Map<String, Row> found = measured(List.of(
                loss("train", 40, 0.5, 0.875),
                loss("test", 40, 0.75, 0.75),
                loss("train", 0, 2, 0.125),
                loss("test", 0, 3, 0.25)));

        assertThat(found.get("gap_loss").getDouble(6)).isEqualTo(0.25);
        assertThat(found.get("gap_accuracy").getDouble(6)).isEqualTo(0.125);
        assertThat(found.get("test_loss"))
                .isEqualTo(RowFactory.create(
                        "none",
                        "d10-plain-w8-s1-lr0.05",
                        null,
                        "none",
                        "none",
                        "test_loss",
                        0.75,
                        Double.NaN,
                        Double.NaN,
                        "none",
                        500L));
    }

    @Test
    void aNetworkThatDivergedHasNoGap() {
        assertThat(measured(List.of(loss("train", 3, Double.NaN, 0.1), loss("test", 3, 2, 0.1))))
                .doesNotContainKeys("train_loss", "gap_loss", "gradient_slope_first_ten")
                .containsKeys("test_loss", "gap_accuracy");
    }
}
