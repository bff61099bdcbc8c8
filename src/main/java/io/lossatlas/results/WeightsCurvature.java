package io.lossatlas.results;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import io.lossatlas.curvature.CurvaturePart;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Curvature of the loss over all trainable parameters, at weights of a network.
 *
 * @param network which
 * @param step updates made before the weights
 * @param split of the slice that the loss is the mean of
 * @param bn where batch normalisation takes its statistics from
 * @param values by operator, quantity and rank
 */
public record WeightsCurvature(Network network, int step, Split split, BnMode bn, List<Value> values) {
    /** The Hessian, as an operator. */
    public static final String HESSIAN = "hessian";

    /** The generalised Gauss-Newton matrix, as an operator. */
    public static final String GGN = "ggn";

    /** A largest eigenvalue, as a quantity. */
    public static final String LAMBDA_MAX = "lambda_max";

    /** A smallest eigenvalue, signed, as a quantity. */
    public static final String LAMBDA_MIN = "lambda_min";

    /** The trace, as a quantity. */
    public static final String TRACE = "trace";

    private static final String DIMENSION = "dimension";

    /** Copies the list. */
    public WeightsCurvature {
        values = List.copyOf(values);
    }

    /**
     * A number.
     *
     * @param operator {@code hessian}, {@code ggn} or {@code gradient}
     * @param quantity what of it: {@code lambda_max}, {@code lambda_min}, {@code trace}, {@code dimension}; of the gradient
     *     {@code loss}, {@code gradient_norm}, {@code sam_sharpness}, {@code critical_sharpness}
     * @param rank of an eigenvalue, from 1 at its end of the spectrum; 0 of other quantities
     * @param value NaN where products overflow
     * @param error bound of an eigenvalue's, standard error of a trace; NaN where none is known
     * @param iterations products that it took
     * @param examples that the loss is the mean of
     */
    public record Value(
            String operator, String quantity, int rank, double value, double error, int iterations, long examples) {}

    /** A quantity; of eigenvalues the first. */
    public Optional<Value> value(String operator, String quantity) {
        return ranks(operator, quantity).stream().findFirst();
    }

    /** The number of {@link #value}, NaN where there is none. */
    public double of(String operator, String quantity) {
        return value(operator, quantity).map(Value::value).orElse(Double.NaN);
    }

    /** All eigenvalues of an end, from the outermost. */
    public List<Value> ranks(String operator, String quantity) {
        return values.stream()
                .filter(value ->
                        value.operator().equals(operator) && value.quantity().equals(quantity))
                .sorted(Comparator.comparingInt(Value::rank))
                .toList();
    }

    /** Number of trainable parameters, where it was found out. */
    public OptionalLong dimension() {
        return values.stream()
                .filter(value -> value.quantity().equals(DIMENSION))
                .mapToLong(value -> (long) value.value())
                .findFirst();
    }

    /** Whether a part is one of these weights, split and statistics. */
    public boolean holds(CurvaturePart part) {
        return part.variant().equals(network.id()) && part.step() == step && part.split() == split && part.bn() == bn;
    }
}
