package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void namesAreSnakeCaseAndOccurOnce() {
        assertThat(Metrics.all())
                .extracting(Metric::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
        assertThat(Metrics.all())
                .allMatch(metric ->
                        !metric.meaning().isBlank() && !metric.formula().isBlank());
        assertThat(Metrics.named("basin_width_t0_5")).contains(CentreMetrics.basinWidth(0.5));
        assertThat(Metrics.named("nothing")).isEmpty();
    }

    @Test
    void whateverIsMeasuredIsInTheList() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1.5, 61, Grids::eggBox));

        assertThat(found.keySet()).isSubsetOf(Metrics.all()).hasSizeGreaterThan(40);
    }

    /** The documents have a row for each: name, unit, meaning, formula. */
    @Test
    void theDocumentHasEveryMetricAsItIsDefined() throws IOException {
        String document = Files.readString(Path.of("src/site/markdown/metrics.md"));
        for (Metric metric : Metrics.all()) {
            assertThat(document).contains(line(metric));
        }
    }

    private static String line(Metric metric) {
        return "| `%s` | %s | %s | `%s` |"
                .formatted(
                        metric.name(),
                        metric.unit(),
                        metric.meaning(),
                        metric.formula().replace("|", "\\|"));
    }
}
