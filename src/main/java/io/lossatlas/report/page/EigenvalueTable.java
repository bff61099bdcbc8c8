package io.lossatlas.report.page;

import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.WeightsCurvature;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The ends and the trace of each matrix at each weights, with their errors as {@code value ± error}: rows of a table of the page. */
final class EigenvalueTable {
    private EigenvalueTable() {}

    static List<List<String>> of(List<WeightsCurvature> curvature) {
        return curvature.stream()
                .flatMap(at -> Stream.of(WeightsCurvature.HESSIAN, WeightsCurvature.GGN)
                        .filter(operator -> at.values().stream()
                                .anyMatch(value -> value.operator().equals(operator)))
                        .map(operator -> row(at, operator)))
                .toList();
    }

    private static List<String> row(WeightsCurvature at, String operator) {
        double largest = at.of(operator, WeightsCurvature.LAMBDA_MAX);
        double ratio = at.of(operator, WeightsCurvature.LAMBDA_MIN) / largest;
        OptionalLong dimension = at.dimension();
        return List.of(
                at.network().id(),
                Numbers.count(at.step()),
                at.split().text(),
                at.bn().text(),
                operator,
                number(at, operator, WeightsCurvature.LAMBDA_MAX),
                number(at, operator, WeightsCurvature.LAMBDA_MIN),
                largest > 0 && Double.isFinite(ratio) ? Numbers.plain(ratio) : "",
                number(at, operator, WeightsCurvature.TRACE),
                dimension.isPresent() ? Numbers.count(dimension.getAsLong()) : "");
    }

    /** An error that is not known is not written. */
    private static String number(WeightsCurvature at, String operator, String quantity) {
        return at.value(operator, quantity)
                .map(value -> Double.isFinite(value.error())
                        ? "%s ± %s".formatted(Numbers.plain(value.value()), Numbers.plain(value.error()))
                        : Numbers.plain(value.value()))
                .orElse("");
    }
}
