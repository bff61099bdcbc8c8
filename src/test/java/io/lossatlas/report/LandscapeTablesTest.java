package io.lossatlas.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Nets;
import io.lossatlas.results.WeightPath;
import io.lossatlas.results.WeightsCurvature;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandscapeTablesTest {
    private static final int COLUMNS = 100;

    private static WeightsCurvature.Value value(
            String operator, String quantity, int rank, double value, double error) {
        return new WeightsCurvature.Value(operator, quantity, rank, value, error, 40, 1000);
    }

    private static WeightsCurvature at(Split split, WeightsCurvature.Value... values) {
        return new WeightsCurvature(Nets.plain(100), 300, split, BnMode.RECALIBRATED, List.of(values));
    }

    @Test
    void curvatureHasARowForEachMatrixWithErrorsThatShow() {
        TextTable table = LandscapeTables.curvature(List.of(at(
                        Split.TRAIN,
                        value("hessian", "lambda_max", 1, 3.3321, 1e-12),
                        value("hessian", "lambda_max", 2, 2, 0.5),
                        value("hessian", "lambda_min", 1, -0.8663, 0.0021),
                        value("hessian", "trace", 0, 10.123, 2.66),
                        value("ggn", "lambda_max", 1, 2.5, 0),
                        value("gradient", "loss", 0, 2.2, Double.NaN))))
                .orElseThrow();
        assertThat(table.header()).startsWith("curvature, train", "step", "bn");
        assertThat(table.rows())
                .containsExactly(
                        List.of(
                                Nets.plain(100).id(),
                                "300",
                                "recalibrated",
                                "hessian",
                                "3.332",
                                "-0.8663 +- 0.002",
                                "10.12 +- 3"),
                        List.of(Nets.plain(100).id(), "300", "recalibrated", "ggn", "2.500", "", ""));
        assertThat(table.render().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
    }

    @Test
    void twoSplitsAreToldApart() {
        WeightsCurvature.Value value = value("hessian", "trace", 0, Double.NaN, Double.NaN);
        TextTable table = LandscapeTables.curvature(List.of(at(Split.TRAIN, value), at(Split.TEST, value)))
                .orElseThrow();
        assertThat(table.rows())
                .extracting(row -> row.get(2))
                .containsExactly("train recalibrated", "test recalibrated");
        assertThat(table.rows()).extracting(row -> row.get(6)).containsOnly("NaN");
    }

    /** Of the squared distance 16 a quarter lies outside. */
    @Test
    void aPathIsOneRowWhateverItsSurfaces() {
        List<WeightPath> paths = List.of(
                path("trajectory", BnMode.FROZEN),
                path("trajectory", BnMode.RECALIBRATED),
                path("line", BnMode.FROZEN));
        TextTable table = LandscapeTables.paths(paths).orElseThrow();
        assertThat(table.rows())
                .containsExactly(List.of(Nets.skip(10).id(), "trajectory", "300", "2", "25.0 %", "50.0 %"));
        assertThat(table.render().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
    }

    private static WeightPath path(String type, BnMode bn) {
        String id = Nets.skip(10).id();
        return new WeightPath(
                new SurfaceKey(type, id, 300, Split.TRAIN, bn),
                type,
                List.of(
                        new WeightPath.Point(id, 0, 1, 2, 0.5, 4, 64, 2, 0.1, 0.5),
                        new WeightPath.Point(id, 300, 0, 0, 0, 0, 64, 1, 0.1, 0.5)));
    }

    @Test
    void whereThereIsNothingThereIsNoTable() {
        assertThat(LandscapeTables.curvature(List.of())).isEmpty();
        assertThat(LandscapeTables.paths(List.of(path("line", BnMode.FROZEN)))).isEmpty();
    }
}
