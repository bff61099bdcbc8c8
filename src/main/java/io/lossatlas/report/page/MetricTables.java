package io.lossatlas.report.page;

import io.lossatlas.analysis.Metrics;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.results.MetricValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code metrics} in the form in which a page holds it. */
final class MetricTables {
    private static final MathContext FIVE = new MathContext(5);

    private final List<String> names;

    private MetricTables(List<String> names) {
        this.names = names;
    }

    /** For some rows. */
    static MetricTables of(List<MetricValue> rows) {
        return new MetricTables(rows.stream()
                .map(MetricValue::name)
                .distinct()
                .sorted(Comparator.comparing(Metrics::section)
                        .thenComparingInt(MetricNames::place)
                        .thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** What the metrics mean, in the order of the page. */
    List<PageData.MetricData> metrics() {
        return names.stream().map(MetricTables::metric).toList();
    }

    private static PageData.MetricData metric(String name) {
        Optional<Metric> known = Metrics.named(name);
        return new PageData.MetricData(
                name,
                Metrics.section(name).title(),
                known.map(Metric::unit).orElse(""),
                known.map(Metric::meaning).orElse(""));
    }

    /** Their numbers. */
    PageData.MetricNumbers numbers(List<MetricValue> rows) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        List<List<Object>> numbers =
                rows.stream().map(row -> number(row, texts)).toList();
        return new PageData.MetricNumbers(List.copyOf(texts.keySet()), numbers);
    }

    private List<Object> number(MetricValue row, Map<String, Integer> texts) {
        List<Object> numbers = new ArrayList<>();
        numbers.add(names.indexOf(row.name()));
        for (String text : List.of(row.network().id(), row.plane(), row.split(), row.bn(), row.interval())) {
            texts.putIfAbsent(text, texts.size());
            numbers.add(texts.get(text));
        }
        numbers.add(rounded(row.value()));
        numbers.add(rounded(row.low()));
        numbers.add(rounded(row.high()));
        numbers.add(row.n());
        return numbers;
    }

    private static Object rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(FIVE).stripTrailingZeros() : Double.toString(value);
    }
}
