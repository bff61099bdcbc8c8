package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class CurvatureTaskTest {
    private static Map<String, Row> metrics(Row... rows) {
        Map<String, Row> found = new HashMap<>();
        new CurvatureTask("d4-plain-w8-s1-lr0.05", 40, "train", "frozen")
                .call(List.of(rows).iterator())
                .forEachRemaining(row -> found.put(row.getString(5), row));
        return found;
    }

    private static Row row(String operator, String quantity, Integer rank, double value, double error, int iterations) {
        return RowFactory.create(operator, quantity, rank, value, error, iterations, 60L);
    }

    @Test
    void eigenvaluesLieWithinTheirBoundsAndTheFirstOfAnEndCounts() {
        Map<String, Row> found = metrics(
                row("hessian", "lambda_max", 2, 3, 0.1, 20),
                row("hessian", "lambda_max", 1, 5, 0.25, 20),
                row("ggn", "lambda_max", 1, 0.1, 0.25, 20));

        assertThat(found.get("hessian_lambda_max"))
                .isEqualTo(RowFactory.create(
                        "none",
                        "d4-plain-w8-s1-lr0.05",
                        40,
                        "train",
                        "frozen",
                        "hessian_lambda_max",
                        5.0,
                        4.75,
                        5.25,
                        "residual",
                        60L));
        assertThat(found.get("ggn_lambda_max").getDouble(7))
                .as("a Gauss-Newton matrix has no negative eigenvalue")
                .isZero();
    }

    /** Of 4 probes with a standard error of 2: Student's t of 3 degrees, 3.182446, twice. */
    @Test
    void aTraceHasTheIntervalOfItsProbes() {
        Row trace = metrics(row("hessian", "trace", null, 100, 2, 4)).get("hessian_trace");

        assertThat(trace.getDouble(7)).isCloseTo(100 - 6.364893, within(1e-5));
        assertThat(trace.getDouble(8)).isCloseTo(100 + 6.364893, within(1e-5));
        assertThat(trace.getString(9)).isEqualTo("probes (4 probes)");
        assertThat(trace.getLong(10)).isEqualTo(4);
    }

    @Test
    void oneProbeHasNoInterval() {
        Row trace = metrics(row("hessian", "trace", null, 100, Double.NaN, 1)).get("hessian_trace");

        assertThat(trace.getDouble(6)).isEqualTo(100);
        assertThat(trace.getDouble(7)).isNaN();
        assertThat(trace.getString(9)).isEqualTo("probes (1 probe)");
    }

    @Test
    void whatIsNotFiniteHasNoRow() {
        assertThat(metrics(row("hessian", "lambda_max", 1, Double.NaN, Double.NaN, 1)))
                .isEmpty();
    }
}
