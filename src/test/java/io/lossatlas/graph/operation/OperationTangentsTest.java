package io.lossatlas.graph.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Differences;
import io.lossatlas.graph.operation.OperationGradientsTest.Case;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tangents of every operation, of forward and of backward, against central differences along a line of all that it reads, in double.
 * At a distance of 1e-4 and values around 1 roundings make up to about 1e-11 of an extrapolated difference and its own error
 * less, so that 1e-9, of derivatives over 1 relative, parts right from wrong. What is drawn lies farther than this from corners.
 */
class OperationTangentsTest {
    private static final double DISTANCE = 1e-4;
    private static final double TOLERANCE = 1e-9;

    /** Cases whose statistics are constants. */
    static Stream<Case> cases() {
        return OperationGradientsTest.cases().filter(each -> each.statistics() == Statistics.RUNNING);
    }

    /** A line of all that an operation reads, and of the gradient by what it makes. */
    private record Line(Arguments at, Arguments tangents, double[][] output, double[][] outputTangents) {

        static Line of(Case each) {
            GaussianStream stream = Seeds.stream(5, "tangents", each.toString());
            int made = each.op().output(each.inputs()).size();
            return new Line(
                    OperationGradientsTest.arguments(each, stream),
                    OperationGradientsTest.arguments(each, stream),
                    OperationGradientsTest.draw(OperationGradientsTest.EXAMPLES, made, stream),
                    OperationGradientsTest.draw(OperationGradientsTest.EXAMPLES, made, stream));
        }

        Arguments at(double distance) {
            List<double[][]> inputs = IntStream.range(0, at.inputs().size())
                    .mapToObj(k -> moved(at.inputs().get(k), tangents.inputs().get(k), distance))
                    .toList();
            List<double[]> parameters = IntStream.range(0, at.parameters().size())
                    .mapToObj(k ->
                            moved(at.parameters().get(k), tangents.parameters().get(k), distance))
                    .toList();
            return new Arguments(at.examples(), at.shapes(), inputs, parameters, at.statistics());
        }

        double[][] output(double distance) {
            return moved(output, outputTangents, distance);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTangentIsTheDerivativeOfForward(Case each) {
        Line line = Line.of(each);

        double[] found = flat(each.op().tangent(line.at(), line.tangents()));

        assertClose(found, Differences.at0(h -> flat(each.op().forward(line.at(h))), DISTANCE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void curvatureCompletesTheDerivativeOfBackward(Case each) {
        Line line = Line.of(each);
        Gradients found = Gradients.zeros(line.at());

        each.op().backward(line.at(), line.outputTangents(), found);
        each.op().curvature(line.at(), line.tangents(), line.output(), found);

        assertClose(flat(found), Differences.at0(h -> backward(each.op(), line, h), DISTANCE));
    }

    /** Second derivatives of what is made commute: {@code one * (H two) = two * (H one)}. */
    @ParameterizedTest
    @MethodSource("cases")
    void curvatureIsSymmetric(Case each) {
        Line line = Line.of(each);
        Arguments other = OperationGradientsTest.arguments(each, Seeds.stream(6, "tangents", each.toString()));
        Gradients byOne = Gradients.zeros(line.at());
        Gradients byOther = Gradients.zeros(line.at());

        each.op().curvature(line.at(), line.tangents(), line.output(), byOne);
        each.op().curvature(line.at(), other, line.output(), byOther);

        double[] one =
                flat(new Gradients(line.tangents().inputs(), line.tangents().parameters()));
        double[] two = flat(new Gradients(other.inputs(), other.parameters()));
        double product = product(two, flat(byOne));
        assertThat(product(one, flat(byOther))).isCloseTo(product, within(1e-11 * Math.max(1, Math.abs(product))));
    }

    @ParameterizedTest
    @EnumSource(
            value = PointwiseFunction.class,
            names = {"LOG", "SQRT"})
    void theSecondDerivativesOfFunctionsOfPositiveNumbers(PointwiseFunction function) {
        for (double x : new double[] {0.3, 1, 7}) {
            double[] expected = Differences.at0(h -> new double[] {function.slope(x + h, 0, 0)}, DISTANCE);
            assertClose(new double[] {function.curvature(x, 0, 0)}, expected);
        }
    }

    @Test
    void powersOfNoAndOfTheFirstDegreeAreStraightAtZeroToo() {
        assertThat(PointwiseFunction.POWER.curvature(0, 0, 0)).isZero();
        assertThat(PointwiseFunction.POWER.curvature(0, 1, 0)).isZero();
        assertThat(PointwiseFunction.POWER.curvature(0, 2, 0)).isEqualTo(2);
    }

    @Test
    void statisticsOfABatchHaveNoTangents() {
        BatchNorm norm = new BatchNorm(1e-3, 0.9);
        Case batch = new Case(norm, List.of(TensorShape.of(2, 3, 3)), 4, Statistics.BATCH);
        Line line = Line.of(batch);
        Gradients gradients = Gradients.zeros(line.at());

        assertThatThrownBy(() -> norm.tangent(line.at(), line.tangents()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected running statistics, found those of the batch");
        assertThatThrownBy(() -> norm.curvature(line.at(), line.tangents(), line.output(), gradients))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected running statistics, found those of the batch");
    }

    private static double[] backward(Op op, Line line, double distance) {
        Gradients gradients = Gradients.zeros(line.at());
        op.backward(line.at(distance), line.output(distance), gradients);
        return flat(gradients);
    }

    private static void assertClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                    .as("value %d", i)
                    .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static double[][] moved(double[][] from, double[][] along, double distance) {
        return IntStream.range(0, from.length)
                .mapToObj(n -> moved(from[n], along[n], distance))
                .toArray(double[][]::new);
    }

    private static double[] moved(double[] from, double[] along, double distance) {
        double[] moved = new double[from.length];
        Arrays.setAll(moved, i -> from[i] + distance * along[i]);
        return moved;
    }

    private static double[] flat(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] flat(Gradients gradients) {
        List<double[]> parts = new ArrayList<>();
        gradients.inputs().forEach(input -> parts.add(flat(input)));
        parts.addAll(gradients.parameters());
        return flat(parts.toArray(double[][]::new));
    }

    private static double product(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }
}
