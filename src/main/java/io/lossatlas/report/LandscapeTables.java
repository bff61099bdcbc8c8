package io.lossatlas.report;

import io.lossatlas.plane.PlaneKey;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.Results;
import io.lossatlas.results.WeightPath;
import io.lossatlas.results.WeightsCurvature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Curvature and paths in a few numbers, for a terminal; nothing where a run has none. An error stands beside its value where it
 * reaches the digits that are shown.
 */
public final class LandscapeTables {
    /** Of the digits that are shown. */
    private static final double SHOWN = 5e-4;

    private LandscapeTables() {}

    /** Those of a run that have rows. */
    public static List<TextTable> of(Results results) {
        return Stream.of(curvature(results.curvature().weights()), paths(results.paths()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A row for each network, step, treatment of batch normalisation and matrix. */
    static Optional<TextTable> curvature(List<WeightsCurvature> all) {
        String splits = all.stream().map(at -> at.split().text()).distinct().collect(Collectors.joining(" or "));
        boolean single = all.stream().map(WeightsCurvature::split).distinct().count() == 1;
        List<List<String>> rows = new ArrayList<>();
        for (WeightsCurvature at : all) {
            for (String operator : List.of(WeightsCurvature.HESSIAN, WeightsCurvature.GGN)) {
                if (at.values().stream().anyMatch(value -> value.operator().equals(operator))) {
                    rows.add(List.of(
                            at.network().id(),
                            Integer.toString(at.step()),
                            (single ? "" : at.split().text() + " ") + at.bn().text(),
                            operator,
                            value(at, operator, WeightsCurvature.LAMBDA_MAX),
                            value(at, operator, WeightsCurvature.LAMBDA_MIN),
                            value(at, operator, WeightsCurvature.TRACE)));
                }
            }
        }
        List<String> header =
                List.of("curvature, " + splits, "step", "bn", "matrix", "lambda_max", "lambda_min", "trace");
        return rows.isEmpty() ? Optional.empty() : Optional.of(new TextTable(header, rows));
    }

    private static String value(WeightsCurvature at, String operator, String quantity) {
        return at.value(operator, quantity)
                .map(value -> text(value.value(), value.error()))
                .orElse("");
    }

    private static String text(double value, double error) {
        String text = Numbers.plain(value);
        return error > SHOWN * Math.abs(value) ? text + String.format(Locale.ROOT, " +- %.1g", error) : text;
    }

    /** A row for each training's path, whatever its surfaces. */
    static Optional<TextTable> paths(List<WeightPath> all) {
        Map<PlaneKey, WeightPath> byPlane = new LinkedHashMap<>();
        all.stream()
                .filter(WeightPath::isTraining)
                .forEach(path -> byPlane.putIfAbsent(path.key().planeKey(), path));
        List<List<String>> rows = byPlane.values().stream()
                .map(path -> List.of(
                        path.key().variant(),
                        path.key().plane(),
                        Integer.toString(path.key().step()),
                        Integer.toString(path.points().size()),
                        Numbers.percent(path.outside()),
                        Numbers.percent(path.largestResidual())))
                .toList();
        List<String> header = List.of("path of", "plane", "to step", "steps", "variance outside", "largest residual");
        return rows.isEmpty() ? Optional.empty() : Optional.of(new TextTable(header, rows));
    }
}
