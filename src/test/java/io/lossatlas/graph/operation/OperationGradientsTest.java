package io.lossatlas.graph.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.operation.arrangement.Pad;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.graph.operation.arrangement.Slice;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.operation.function.ArithmeticFunction;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The backward pass of every operation against central differences of its forward pass, in double, for the scalar
 * {@code sum of r * output} with random r. With a step of 1e-5 and values around 1 rounding makes up to about 1e-10 of a
 * difference and curvature less, so that 1e-7, of slopes over 1 relative, parts right from wrong.
 */
class OperationGradientsTest {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;
    static final int EXAMPLES = 3;

    /** An operation, the shapes that it reads, how many parameters it has, and the statistics it uses. */
    record Case(Op op, List<TensorShape> inputs, int parameters, Statistics statistics) {
        static Case of(Op op, int parameters, TensorShape... inputs) {
            return new Case(op, List.of(inputs), parameters, Statistics.RUNNING);
        }
    }

    static Stream<Case> cases() {
        TensorShape image = TensorShape.of(2, 7, 5);
        Window square = Window.square(3, 1, 1);
        Window oblong = new Window(2, 3, 1, 2, 1, 0, 0, 2);
        Window strided = new Window(3, 2, 2, 3, 0, 1, 2, 1);
        Window whole = Window.square(1, 1, 0);
        Stream<Case> windows = Stream.of(square, oblong, strided, whole)
                .flatMap(window -> Stream.of(
                        Case.of(new Conv(3, window), 1, image),
                        Case.of(new Conv(2, window), 2, image),
                        Case.of(new MaxPool(window), 0, image),
                        Case.of(new AveragePool(window, Divisor.AREA), 0, image),
                        Case.of(new AveragePool(window, Divisor.VALUES), 0, image)));
        BatchNorm norm = new BatchNorm(1e-3, 0.9);
        return Stream.of(
                        windows,
                        ofNetworksFromElsewhere(),
                        Stream.of(
                                Case.of(norm, 4, image),
                                new Case(norm, List.of(image), 4, Statistics.BATCH),
                                Case.of(new Relu(), 0, image),
                                Case.of(new Relu(), 0, TensorShape.of(11)),
                                Case.of(new Add(), 0, image, image),
                                Case.of(new GlobalAveragePool(), 0, image),
                                Case.of(new Flatten(), 0, image),
                                Case.of(new Dense(4), 1, TensorShape.of(9)),
                                Case.of(new Dense(3), 2, TensorShape.of(9))))
                .flatMap(each -> each);
    }

    /** Operations that the sweep's family has not. */
    private static Stream<Case> ofNetworksFromElsewhere() {
        TensorShape four = TensorShape.of(4, 5, 3);
        TensorShape tokens = TensorShape.of(3, 4);
        Window dilated = new Window(2, 2, 1, 2, 1, 0, 0, 1, 2, 1);
        Stream<Case> functions = Arrays.stream(PointwiseFunction.values())
                .filter(function -> function != PointwiseFunction.LOG && function != PointwiseFunction.SQRT)
                .map(function -> Case.of(pointwise(function), 0, TensorShape.of(6)));
        Stream<Case> arithmetic = Arrays.stream(ArithmeticFunction.values())
                .map(Arithmetic::new)
                .flatMap(op -> Stream.of(
                        Case.of(op, 0, four, TensorShape.of(5, 1)),
                        Case.of(op, 0, TensorShape.of(1, 3), TensorShape.of(2, 2, 3))));
        Stream<Case> arranged = Stream.of(
                        new Reshape(TensorShape.of(15, 4)),
                        new Transpose(List.of(2, 0, 1)),
                        new Slice(1, 4, -2, 3),
                        new Gather(0, List.of(3, 3, 0)),
                        new Pad(List.of(0, 2, 1), List.of(1, 0, 0), 7),
                        new Expand(TensorShape.of(2, 4, 5, 3)))
                .map(how -> Case.of(new Rearrange(how), 0, four));
        Stream<Case> others = Stream.of(
                Case.of(new Conv(6, dilated, 2), 2, four),
                Case.of(new Conv(4, Window.square(3, 2, 1), 4), 1, four),
                Case.of(new Dense(3, true), 2, TensorShape.of(5)),
                Case.of(new Dense(2, false), 2, tokens),
                Case.of(new Dense(2, true), 1, TensorShape.of(2, 3, 4)),
                new Case(new BatchNorm(1e-3, 0.9), List.of(TensorShape.of(5)), 4, Statistics.BATCH),
                Case.of(new BatchNorm(1e-3, 0.9), 4, TensorShape.of(5)),
                Case.of(new Constant(TensorShape.of(2), new double[] {3, 4}), 0),
                Case.of(new ParameterValue(tokens, Role.OTHER), 1),
                Case.of(new Concat(1), 0, tokens, TensorShape.of(3, 1), tokens),
                Case.of(new MatMul(), 0, TensorShape.of(2, 3), TensorShape.of(3, 4)),
                Case.of(new MatMul(), 0, TensorShape.of(3, 2, 4), TensorShape.of(2, 1, 4, 2)),
                Case.of(new ReduceMean(List.of(0, 2), true), 0, four),
                Case.of(new ReduceMean(List.of(1), false), 0, four),
                Case.of(new ReduceMean(List.of(0, 1), false), 0, tokens),
                Case.of(new Softmax(1), 0, four),
                Case.of(new Softmax(1), 0, tokens),
                Case.of(new LayerNorm(1, 1e-3), 2, tokens),
                Case.of(new LayerNorm(1, 1e-3), 1, four));
        return Stream.of(functions, arithmetic, arranged, others).flatMap(each -> each);
    }

    /** With constants that suit each function; the exponent is whole, since no other is defined for all values. */
    private static Pointwise pointwise(PointwiseFunction function) {
        return switch (function) {
            case CLIP -> new Pointwise(function, -0.5, 0.75);
            case POWER -> new Pointwise(function, 3, 0);
            default -> new Pointwise(function, 0.2, 0.5);
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = PointwiseFunction.class,
            names = {"LOG", "SQRT"})
    void theSlopesOfFunctionsOfPositiveNumbers(PointwiseFunction function) {
        for (double x : new double[] {0.3, 1, 7}) {
            double slope = (function.value(x + STEP, 0, 0) - function.value(x - STEP, 0, 0)) / (2 * STEP);
            assertThat(function.slope(x, 0, 0)).isCloseTo(slope, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backwardIsTheSlopeOfForward(Case each) {
        GaussianStream stream = Seeds.stream(4, "gradients", each.toString());
        Arguments arguments = arguments(each, stream);
        double[][] weights = draw(EXAMPLES, each.op().output(each.inputs()).size(), stream);
        Gradients gradients = Gradients.zeros(arguments);
        each.op().backward(arguments, weights, gradients);

        for (int k = 0; k < each.inputs().size(); k++) {
            for (int n = 0; n < EXAMPLES; n++) {
                compare(
                        each,
                        arguments,
                        weights,
                        arguments.inputs().get(k)[n],
                        gradients.inputs().get(k)[n]);
            }
        }
        for (int k = 0; k < each.parameters(); k++) {
            compare(
                    each,
                    arguments,
                    weights,
                    arguments.parameters().get(k),
                    gradients.parameters().get(k));
        }
    }

    @Test
    void everyOperationIsAmongTheCases() {
        Set<Class<?>> held = cases().map(each -> each.op().getClass()).collect(Collectors.toSet());
        assertThat(held).containsExactlyInAnyOrderElementsOf(Operations.kinds());
    }

    private static void compare(Case each, Arguments arguments, double[][] weights, double[] at, double[] gradient) {
        for (int i = 0; i < at.length; i++) {
            double before = at[i];
            at[i] = before + STEP;
            double above = scalar(each.op().forward(arguments), weights);
            at[i] = before - STEP;
            double below = scalar(each.op().forward(arguments), weights);
            at[i] = before;
            double slope = (above - below) / (2 * STEP);
            assertThat(gradient[i])
                    .as("value %d", i)
                    .isCloseTo(slope, within(TOLERANCE * Math.max(1, Math.abs(slope))));
        }
    }

    private static double scalar(double[][] output, double[][] weights) {
        double sum = 0;
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                sum += output[n][i] * weights[n][i];
            }
        }
        return sum;
    }

    /** Values to compute with. */
    static Arguments arguments(Case each, GaussianStream stream) {
        List<double[]> parameters = each.op().parameters(each.inputs()).stream()
                .limit(each.parameters())
                .map(shape -> parameter(shape, stream))
                .toList();
        List<double[][]> inputs = each.inputs().stream()
                .map(shape -> draw(EXAMPLES, shape.size(), stream))
                .toList();
        return new Arguments(EXAMPLES, each.inputs(), inputs, parameters, each.statistics());
    }

    private static double[] parameter(ParameterShape shape, GaussianStream stream) {
        double[] values = draw(1, shape.extents().stream().reduce(1, Math::multiplyExact), stream)[0];
        return shape.role() == Role.BN_VAR
                ? Arrays.stream(values).map(value -> 0.5 + Math.abs(value)).toArray()
                : values;
    }

    static double[][] draw(int examples, int size, GaussianStream stream) {
        return IntStream.range(0, examples)
                .mapToObj(n -> IntStream.range(0, size)
                        .mapToDouble(i -> awayFromZero(stream.nextGaussian()))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Where corners and poles lie, differences are no slopes. */
    private static double awayFromZero(double value) {
        return value + Math.copySign(0.25, value);
    }
}
