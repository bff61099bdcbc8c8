package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of metrics in the documents are what the registry makes of them. With {@code -Dlossatlas.write-documents=true}
 * this writes them instead.
 */
class MetricDocumentTest {
    private static final boolean WRITES = Boolean.getBoolean("lossatlas.write-documents");
    private static final String BEGIN = "<!-- metrics: written by MetricDocumentTest -->\n";
    private static final String END = "<!-- /metrics -->\n";

    @Test
    void everyMetricStandsInTheDefinitions() throws IOException {
        requireTable(
                Path.of("src/site/markdown/metrics.md"),
                table(
                        Stream.of("metric", "unit", "meaning", "formula"),
                        Metrics.all().stream().map(MetricDocumentTest::row)));
    }

    @Test
    void everyFamilyStandsInTheReadme() throws IOException {
        requireTable(
                Path.of("README.md"),
                table(
                        Stream.of("metrics", "what they tell", "formula"),
                        Metrics.families().stream().map(MetricDocumentTest::row)));
    }

    private static void requireTable(Path document, String table) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin)
                .as("%s: expected a table between %sand %s", document, BEGIN, END)
                .isNotNegative()
                .isLessThan(end);
        if (WRITES) {
            Files.writeString(document, text.substring(0, begin) + BEGIN + table + text.substring(end));
        } else {
            assertThat(text.substring(begin + BEGIN.length(), end))
                    .as(
                            "%s is not what the registry says; to write it: mvn test -Dtest=MetricDocumentTest -Dlossatlas.write-documents=true",
                            document)
                    .isEqualTo(table);
        }
    }

    private static String table(Stream<String> head, Stream<Stream<String>> rows) {
        String names = line(head);
        String rule = names.replaceAll("[^|\n]+", "---");
        return names + rule + rows.map(MetricDocumentTest::line).collect(Collectors.joining());
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static Stream<String> row(Metric metric) {
        return Stream.of(code(metric.name()), metric.unit(), metric.meaning(), code(metric.formula()));
    }

    private static Stream<String> row(MetricFamily<?> family) {
        String names =
                family.metrics().stream().map(metric -> code(metric.name())).collect(Collectors.joining(", "));
        return Stream.of(names, family.summary(), code(family.formula()));
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
