package io.lossatlas.graph.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Differences;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.operation.Statistics;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What holds of the products of {@link LossDerivatives} at any point of any graph, against central differences in double.
 *
 * @param parameters {@code double[graph.layout().size()]}
 * @param examples {@code double[example][size]}
 * @param distance of the differences along vectors of length 1: corners must lie farther away
 */
public record ProductChecks(Graph graph, double[] parameters, double[][] examples, LossFunction loss, double distance) {

    /** Products with two vectors of length 1 drawn at random; errors are of the largest entry. */
    public void assertAll(double tolerance) {
        double[] one = direction("one");
        double[] other = direction("other");
        assertHessian(one, tolerance);
        assertGaussNewton(one, other, tolerance);
        assertSymmetric(one, other);
    }

    private void assertHessian(double[] vector, double tolerance) {
        double[] found = derivatives(parameters).hessianProduct(vector, examples, loss);
        double[] expected = Differences.at0(h -> derivatives(moved(vector, h)).gradient(examples, loss), distance);

        assertThat(distance(found, expected)).isLessThan(tolerance * largest(expected));
    }

    /** {@code one G other} is {@code sum of (J one) B (J other)}, with differences of the outputs for both. */
    private void assertGaussNewton(double[] one, double[] other, double tolerance) {
        double[][] outputs = outputs(parameters);
        double[][] left = tangents(one);
        double[][] right = tangents(other);
        double expected = IntStream.range(0, outputs.length)
                .mapToDouble(n -> product(left[n], loss.hessianProduct(outputs[n], n, right[n])))
                .sum();
        double scale = IntStream.range(0, outputs.length)
                .mapToDouble(n -> largest(left[n]) * largest(right[n]))
                .sum();

        assertThat(product(one, derivatives(parameters).gaussNewtonProduct(other, examples, loss)))
                .isCloseTo(expected, within(tolerance * scale));
        assertThat(product(one, derivatives(parameters).gaussNewtonProduct(one, examples, loss)))
                .isGreaterThanOrEqualTo(0);
    }

    /** Up to roundings of both products, of their size. */
    private void assertSymmetric(double[] one, double[] other) {
        LossDerivatives at = derivatives(parameters);
        double[] hessian = at.hessianProduct(one, examples, loss);
        double[] gaussNewton = at.gaussNewtonProduct(one, examples, loss);

        assertThat(product(one, at.hessianProduct(other, examples, loss)))
                .isCloseTo(product(other, hessian), within(1e-10 * Math.sqrt(product(hessian, hessian))));
        assertThat(product(one, at.gaussNewtonProduct(other, examples, loss)))
                .isCloseTo(product(other, gaussNewton), within(1e-10 * Math.sqrt(product(gaussNewton, gaussNewton))));
    }

    private LossDerivatives derivatives(double[] at) {
        return new LossDerivatives(graph, at);
    }

    private double[][] outputs(double[] at) {
        Interpreter interpreter = new Interpreter(graph, at);
        return interpreter.logits(interpreter.forward(examples, Statistics.RUNNING));
    }

    private double[][] tangents(double[] vector) {
        return IntStream.range(0, examples.length)
                .mapToObj(n -> Differences.at0(h -> outputs(moved(vector, h))[n], distance))
                .toArray(double[][]::new);
    }

    /** A vector of length 1 with zeros at running statistics. */
    private double[] direction(String name) {
        GaussianStream stream = Seeds.stream(12, "products", name);
        double[] vector = new double[parameters.length];
        Arrays.setAll(vector, n -> stream.nextGaussian());
        for (Parameter parameter : graph.layout().parameters()) {
            if (parameter.role().isRunningStatistic()) {
                Arrays.fill(vector, parameter.offset(), parameter.end(), 0);
            }
        }
        double length = Math.sqrt(product(vector, vector));
        Arrays.setAll(vector, n -> vector[n] / length);
        return vector;
    }

    private double[] moved(double[] vector, double distance) {
        double[] moved = new double[parameters.length];
        Arrays.setAll(moved, n -> parameters[n] + distance * vector[n]);
        return moved;
    }

    private static double product(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(n -> one[n] * other[n])
                .sum();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static double distance(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(n -> Math.abs(one[n] - other[n]))
                .max()
                .orElseThrow();
    }
}
