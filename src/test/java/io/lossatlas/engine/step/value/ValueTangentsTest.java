package io.lossatlas.engine.step.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.Offsets;
import io.lossatlas.engine.step.value.ValueTangents.Values;
import io.lossatlas.graph.operation.Arguments;
import io.lossatlas.graph.operation.Arithmetic;
import io.lossatlas.graph.operation.Concat;
import io.lossatlas.graph.operation.Gradients;
import io.lossatlas.graph.operation.LayerNorm;
import io.lossatlas.graph.operation.MatMul;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.ReduceMean;
import io.lossatlas.graph.operation.Softmax;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.operation.arrangement.Pad;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.operation.function.ArithmeticFunction;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tangents of operations on values of any shape against their meaning in double. Values are of size 1 and at least 1/4, sums of
 * a few dozen terms: roundings of 6e-8 stay below 1e-5 of the largest of an example.
 */
class ValueTangentsTest {
    private static final double ROUNDING = 1e-5;
    private static final TensorShape IMAGE = TensorShape.of(4, 5, 3);
    private static final TensorShape TOKENS = TensorShape.of(6, 7);

    /** An operation, its meaning, the shapes that it reads, and whether it has a scale and a shift. */
    private record Case(ValueOperation operation, Op op, List<TensorShape> inputs, int parameters) {
        @Override
        public String toString() {
            return op + " of " + inputs + " with parameters " + parameters;
        }
    }

    static Stream<Case> cases() {
        Stream<Case> arithmetic = Arrays.stream(ArithmeticFunction.values())
                .map(Arithmetic::new)
                .flatMap(op -> Stream.of(
                                List.of(IMAGE, IMAGE),
                                List.of(IMAGE, TensorShape.of(5, 1)),
                                List.of(TensorShape.of(1, 3), TensorShape.of(2, 2, 3)))
                        .map(inputs -> new Case(new Pairing(op, inputs), op, inputs, 0)));
        Stream<Case> arranged = Stream.of(
                        new Transpose(List.of(2, 0, 1)),
                        new Gather(0, List.of(3, 3, 0)),
                        new Pad(List.of(0, 2, 1), List.of(1, 0, 0), 7),
                        new Expand(TensorShape.of(2, 4, 5, 3)))
                .map(ValueTangentsTest::moved);
        List<TensorShape> joined = List.of(TOKENS, TensorShape.of(6, 1), TOKENS);
        List<TensorShape> matrices = List.of(TensorShape.of(3, 2, 4), TensorShape.of(2, 1, 4, 5));
        return Stream.of(
                        arithmetic,
                        arranged,
                        Stream.of(
                                new Case(new Joining(new Concat(1), joined), new Concat(1), joined, 0),
                                new Case(
                                        new Multiplying(new MatMul(), matrices, List.of(false, false)),
                                        new MatMul(),
                                        matrices,
                                        0),
                                mean(new ReduceMean(List.of(0, 2), true)),
                                mean(new ReduceMean(List.of(1), false)),
                                weighted(new Softmax(1), IMAGE),
                                weighted(new Softmax(1), TOKENS),
                                normalised(new LayerNorm(1, 1e-3), TOKENS, 2),
                                normalised(new LayerNorm(1, 1e-3), IMAGE, 1)))
                .flatMap(each -> each);
    }

    private static Case moved(Arrangement how) {
        return new Case(new Moving(how, IMAGE), new Rearrange(how), List.of(IMAGE), 0);
    }

    private static Case mean(ReduceMean op) {
        return new Case(new Averaging(op, IMAGE), op, List.of(IMAGE), 0);
    }

    private static Case weighted(Softmax op, TensorShape input) {
        return new Case(new Weighting(op, input), op, List.of(input), 0);
    }

    private static Case normalised(LayerNorm op, TensorShape input, int parameters) {
        int scales = input.product(op.axis(), input.rank());
        return new Case(new Normalising(op, input, 0, parameters > 1 ? scales : -1), op, List.of(input), parameters);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tangentsAreTheirMeaning(Case each) {
        Sample sample = new Sample(each);
        sample.run();

        assertClose(values(sample.values.madeAlong()), each.op.tangent(sample.at, sample.tangents));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tangentsOfGradientsAreTheirMeaning(Case each) {
        Sample sample = new Sample(each);
        sample.run();
        Gradients expected = Gradients.zeros(sample.at);
        each.op.backward(sample.at, sample.dyAlong, expected);
        each.op.curvature(sample.at, sample.tangents, sample.dy, expected);

        float[] found = sample.gradients();

        for (int k = 0; k < each.inputs.size(); k++) {
            assertClose(values(sample.dx[k]), expected.inputs().get(k));
        }
        double[][] ofParameters = expected.parameters().toArray(double[][]::new);
        int first = 0;
        for (double[] gradient : ofParameters) {
            double[] own = new double[gradient.length];
            for (int n = 0; n < own.length; n++) {
                own[n] = found[first++];
            }
            assertClose(new double[][] {own}, new double[][] {gradient});
        }
    }

    /** Tensors of everything that an operation has to do with, drawn at random, and the same in double. */
    private static final class Sample {
        private final ValueKernel kernel;
        private final ValueTangents along;
        private final Values values;
        private final Tensor gradient;
        private final Tensor gradientAlong;
        private final Tensor[] dx;
        private final Arguments at;
        private final Arguments tangents;
        private final double[][] dy;
        private final double[][] dyAlong;

        Sample(Case each) {
            GaussianStream stream = Seeds.stream(3, "tangents", each.toString());
            TensorShape made = each.op.output(each.inputs);
            this.kernel = each.operation.kernel();
            this.along = each.operation.tangents();
            this.values = new Values(tensors(each.inputs), tensors(each.inputs), tensor(made), tensor(made));
            this.gradient = tensor(made);
            this.gradientAlong = tensor(made);
            this.dx = tensors(each.inputs);
            this.at = arguments(each, values.from(), stream);
            this.tangents = arguments(each, values.along(), stream);
            this.dy = drawn(gradient, stream);
            this.dyAlong = drawn(gradientAlong, stream);
        }

        void run() {
            kernel.load(flat(at));
            along.load(flat(at), flat(tangents));
            kernel.run(values.from(), values.made());
            along.run(values);
        }

        float[] gradients() {
            along.clear();
            along.addGradients(values, gradient, gradientAlong, Lanes.LOGICAL, dx);
            float[] found = new float[flat(at).length];
            along.finish(found);
            return found;
        }
    }

    private static Arguments arguments(Case each, Tensor[] inputs, GaussianStream stream) {
        List<double[][]> drawn =
                Arrays.stream(inputs).map(input -> drawn(input, stream)).toList();
        List<double[]> parameters = each.op.parameters(each.inputs).stream()
                .limit(each.parameters)
                .map(shape -> IntStream.range(0, shape.extents().stream().reduce(1, Math::multiplyExact))
                        .mapToDouble(n -> value(stream))
                        .toArray())
                .toList();
        return new Arguments(Lanes.LOGICAL, each.inputs, drawn, parameters, Statistics.RUNNING);
    }

    private static float[] flat(Arguments arguments) {
        double[] all =
                arguments.parameters().stream().flatMapToDouble(Arrays::stream).toArray();
        float[] flat = new float[all.length];
        for (int n = 0; n < flat.length; n++) {
            flat[n] = (float) all[n];
        }
        return flat;
    }

    private static Tensor[] tensors(List<TensorShape> shapes) {
        return shapes.stream().map(ValueTangentsTest::tensor).toArray(Tensor[]::new);
    }

    private static Tensor tensor(TensorShape shape) {
        return Arena.of(List.of(ValueShapes.of(shape))).get(0);
    }

    private static double[][] drawn(Tensor into, GaussianStream stream) {
        for (int offset : Offsets.of(into.shape())) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                into.data()[into.offset() + offset + lane] = value(stream);
            }
        }
        return values(into);
    }

    /** Away from 0, by which quotients divide. */
    private static float value(GaussianStream stream) {
        double value = stream.nextGaussian();
        return (float) (value + Math.copySign(0.25, value));
    }

    private static double[][] values(Tensor tensor) {
        int[] offsets = Offsets.of(tensor.shape());
        return IntStream.range(0, Lanes.LOGICAL)
                .mapToObj(lane -> Arrays.stream(offsets)
                        .mapToDouble(offset -> tensor.data()[tensor.offset() + offset + lane])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static void assertClose(double[][] found, double[][] expected) {
        assertThat(found).hasDimensions(expected.length, expected[0].length);
        for (int n = 0; n < expected.length; n++) {
            double[] values = expected[n];
            double[] errors = new double[values.length];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.abs(found[n][i] - values[i]);
            }
            double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
            assertThat(Arrays.stream(errors).max().orElseThrow()).isLessThanOrEqualTo(ROUNDING * largest);
        }
    }
}
