package io.lossatlas.graph.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.graph.interpreter.CrossEntropy;
import io.lossatlas.graph.interpreter.SquaredError;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.operation.arrangement.Pad;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.graph.operation.arrangement.Slice;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.operation.function.ArithmeticFunction;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small cases of every operation, computed by hand. */
class OperationsTest {
    private static final double[] ONE_TO_NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final TensorShape NINE = TensorShape.of(1, 3, 3);

    @Test
    void aConvolutionCorrelates() {
        double[] w = {1, 2, 3, 4};
        assertThat(forward(new Conv(1, Window.square(2, 1, 0)), NINE, ONE_TO_NINE, w, new double[] {10}))
                .containsExactly(
                        10 + 1 + 4 + 12 + 20, 10 + 2 + 6 + 15 + 24, 10 + 4 + 10 + 21 + 32, 10 + 5 + 12 + 24 + 36);
    }

    @Test
    void aConvolutionPadsWithZerosOnTheSideThatIsAsked() {
        double[] w = {1, 10};
        Window left = new Window(1, 2, 1, 2, 0, 1, 0, 0);
        assertThat(forward(new Conv(1, left), NINE, ONE_TO_NINE, w)).containsExactly(10, 32, 40, 65, 70, 98);
        Window bottom = new Window(2, 1, 2, 1, 0, 0, 1, 0);
        assertThat(forward(new Conv(1, bottom), NINE, ONE_TO_NINE, w)).containsExactly(41, 52, 63, 7, 8, 9);
    }

    @Test
    void aConvolutionSumsOverChannels() {
        double[] x = {1, 2, 3, 4};
        double[] w = {1, 10, 100, 1000};
        assertThat(forward(new Conv(2, Window.square(1, 1, 0)), TensorShape.of(2, 1, 2), x, w))
                .containsExactly(31, 42, 3100, 4200);
    }

    @Test
    void maxPoolingTakesTheLargestAndSeesNoPadding() {
        double[] negative = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
        assertThat(forward(new MaxPool(Window.square(2, 2, 1)), NINE, negative)).containsExactly(-1, -2, -4, -5);
        assertThat(forward(new MaxPool(new Window(1, 2, 1, 1, 0, 0, 0, 0)), NINE, ONE_TO_NINE))
                .containsExactly(2, 3, 5, 6, 8, 9);
    }

    @Test
    void theGradientOfMaxPoolingGoesToTheFirstOfEquals() {
        Arguments arguments = arguments(NINE, new double[] {1, 1, 0, 1, 1, 2, 0, 2, 2});
        Gradients gradients = Gradients.zeros(arguments);
        new MaxPool(Window.square(2, 1, 0)).backward(arguments, new double[][] {{1, 10, 100, 1000}}, gradients);
        assertThat(gradients.input()[0]).containsExactly(1, 0, 0, 0, 0, 1010, 0, 100, 0);
    }

    @Test
    void maxPoolingHandsOnWhatIsNoNumber() {
        assertThat(forward(new MaxPool(Window.square(2, 1, 0)), TensorShape.of(1, 2, 2), 1, Double.NaN, 3, 4))
                .containsExactly(Double.NaN);
    }

    @Test
    void averagePoolingDividesByTheAreaOrByTheValuesSeen() {
        Window padded = Window.square(2, 2, 1);
        assertThat(forward(new AveragePool(padded, Divisor.AREA), NINE, ONE_TO_NINE))
                .containsExactly(0.25, 1.25, 2.75, 7);
        assertThat(forward(new AveragePool(padded, Divisor.VALUES), NINE, ONE_TO_NINE))
                .containsExactly(1, 2.5, 5.5, 7);
    }

    @Test
    void aConvolutionInGroupsSeesItsOwnChannelsAlone() {
        double[] x = {1, 2, 3, 4};
        assertThat(forward(new Conv(4, Window.square(1, 1, 0), 2), TensorShape.of(2, 1, 2), x, new double[] {
                    1, 10, 100, 1000
                }))
                .containsExactly(1, 2, 10, 20, 300, 400, 3000, 4000);
    }

    @Test
    void aDilatedConvolutionLeavesPlacesOut() {
        Window corners = new Window(2, 2, 1, 1, 0, 0, 0, 0, 2, 2);
        assertThat(forward(new Conv(1, corners), NINE, ONE_TO_NINE, new double[] {1, 10, 100, 1000}))
                .containsExactly(1 + 30 + 700 + 9000);
    }

    @Test
    void aDenseLayerComputesAlongTheLastAxisWhicheverWayItsWeightLies() {
        double[] x = {1, 2, 10, 20};
        TensorShape tokens = TensorShape.of(2, 2);
        assertThat(forward(new Dense(3), tokens, x, new double[] {1, 2, 3, 4, 5, 6}))
                .containsExactly(5, 11, 17, 50, 110, 170);
        assertThat(forward(new Dense(3, true), tokens, x, new double[] {1, 3, 5, 2, 4, 6}))
                .containsExactly(5, 11, 17, 50, 110, 170);
        assertThat(new Dense(3, true).parameters(List.of(tokens)).get(0).filterAxis())
                .isEqualTo(1);
    }

    @Test
    void arrangementsMoveLeaveOutAndRepeat() {
        TensorShape six = TensorShape.of(2, 3);
        arranged(new Reshape(TensorShape.of(3, 2)), six, TensorShape.of(3, 2), 1, 2, 3, 4, 5, 6);
        arranged(new Transpose(List.of(1, 0)), six, TensorShape.of(3, 2), 1, 4, 2, 5, 3, 6);
        arranged(new Slice(1, 2, -2, 2), six, TensorShape.of(2, 2), 3, 1, 6, 4);
        arranged(new Gather(0, List.of(1, 1, 0)), six, TensorShape.of(3, 3), 4, 5, 6, 4, 5, 6, 1, 2, 3);
        arranged(
                new Pad(List.of(1, 0), List.of(0, 1), 9),
                six,
                TensorShape.of(3, 4),
                9,
                9,
                9,
                9,
                1,
                2,
                3,
                9,
                4,
                5,
                6,
                9);
        arranged(new Expand(TensorShape.of(2, 2, 3)), six, TensorShape.of(2, 2, 3), 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
        arranged(new Expand(TensorShape.of(2, 2)), TensorShape.of(2, 1), TensorShape.of(2, 2), 1, 1, 2, 2);
    }

    private static void arranged(Arrangement how, TensorShape from, TensorShape to, double... expected) {
        Rearrange op = new Rearrange(how);
        assertThat(op.output(List.of(from))).isEqualTo(to);
        assertThat(forward(
                        op,
                        from,
                        IntStream.rangeClosed(1, from.size()).asDoubleStream().toArray()))
                .containsExactly(expected);
    }

    @Test
    void arrangementsRefuseWhatTheyCannotTake() {
        List<TensorShape> six = List.of(TensorShape.of(2, 3));
        refused("expected 5 values for 5, found 6 of 2 x 3", () -> new Rearrange(new Reshape(TensorShape.of(5)))
                .output(six));
        refused("expected an order of 2 axes, found [0, 2]", () -> new Transpose(List.of(0, 2)));
        refused("expected places of axis 1 of 2 x 3, found 1 to 3", () -> new Slice(1, 1, 1, 3).output(six.get(0)));
        refused("expected places of axis 0 of 2 x 3, found 2", () -> new Gather(0, List.of(2)).output(six.get(0)));
        refused("expected an axis of 2 x 3, found 2", () -> new Gather(2, List.of(0)).output(six.get(0)));
        refused("a padding of [-1, 0] places before and [0, 0] after", () -> new Pad(List.of(-1, 0), List.of(0, 0), 0));
        refused("expected extents that are equal or 1, found 2 x 3 and 2", () -> new Expand(TensorShape.of(2))
                .output(six.get(0)));
    }

    @Test
    void functionsOfOneNumber() {
        // Erf and Gaussian distribution: tables of Abramowitz and Stegun, 7.1 and 26.2.
        assertThat(PointwiseFunction.ERF.value(0.5, 0, 0)).isCloseTo(0.5204998778, within(5e-11));
        assertThat(PointwiseFunction.ERF.value(-2, 0, 0)).isCloseTo(-0.9953222650, within(5e-11));
        assertThat(PointwiseFunction.ERF.value(5.9, 0, 0)).isCloseTo(1, within(1e-15));
        assertThat(PointwiseFunction.ERF.value(7, 0, 0)).isEqualTo(1);
        assertThat(PointwiseFunction.ERF.value(Double.NaN, 0, 0)).isNaN();
        assertThat(PointwiseFunction.GELU.value(1, 0, 0)).isCloseTo(0.8413447461, within(5e-11));
        assertThat(PointwiseFunction.GELU_TANH.value(1, 0, 0)).isCloseTo(0.841192, within(5e-7));
        assertThat(PointwiseFunction.HARD_SWISH.value(1.5, 0, 0)).isEqualTo(1.125);
        assertThat(PointwiseFunction.HARD_SIGMOID.value(1, 0.25, 0.5)).isEqualTo(0.75);
        assertThat(PointwiseFunction.LEAKY_RELU.value(-2, 0.25, 0)).isEqualTo(-0.5);
        assertThat(PointwiseFunction.CLIP.value(7, 0, 6)).isEqualTo(6);
        assertThat(PointwiseFunction.SIGMOID.value(0, 0, 0)).isEqualTo(0.5);
        assertThat(PointwiseFunction.SCALE_SHIFT.value(3, 2, 1)).isEqualTo(7);
        assertThat(PointwiseFunction.POWER.value(3, 2, 0)).isEqualTo(9);
    }

    @Test
    void arithmeticRepeatsValuesAsNumpyDoes() {
        double[][] x = {{1, 2, 3, 4, 5, 6}};
        double[][] y = {{10, 20}};
        Arguments arguments = new Arguments(
                1, List.of(TensorShape.of(3, 2), TensorShape.of(2)), List.of(x, y), List.of(), Statistics.RUNNING);
        assertThat(new Arithmetic(ArithmeticFunction.SUBTRACT).forward(arguments)[0])
                .containsExactly(-9, -18, -7, -16, -5, -14);
        assertThat(new Arithmetic(ArithmeticFunction.ADD).output(List.of(TensorShape.of(3, 1), TensorShape.of(4))))
                .isEqualTo(TensorShape.of(3, 4));
    }

    @Test
    void valuesOneAfterAnother() {
        double[][] x = {{1, 2}};
        double[][] y = {{3, 4, 5, 6}};
        List<TensorShape> shapes = List.of(TensorShape.of(2, 1), TensorShape.of(2, 2));
        Arguments arguments = new Arguments(1, shapes, List.of(x, y), List.of(), Statistics.RUNNING);
        assertThat(new Concat(1).forward(arguments)[0]).containsExactly(1, 3, 4, 2, 5, 6);
        refused("expected extents that differ along axis 0 alone, found [2 x 1, 2 x 2]", () -> new Concat(0)
                .output(shapes));
    }

    @Test
    void productsOfMatricesRepeatTheAxesBefore() {
        double[][] x = {{1, 2, 3, 4}};
        double[][] y = {{1, 0, 0, 1, 0, 1, 1, 0}};
        List<TensorShape> shapes = List.of(TensorShape.of(2, 2), TensorShape.of(2, 2, 2));
        Arguments arguments = new Arguments(1, shapes, List.of(x, y), List.of(), Statistics.RUNNING);
        assertThat(new MatMul().forward(arguments)[0]).containsExactly(1, 2, 3, 4, 2, 1, 4, 3);
        assertThat(new MatMul().multiplyAdds(shapes)).isEqualTo(16);
        refused("expected two inputs [.., m, k] and [.., k, n], found [2 x 3, 2 x 3]", () -> new MatMul()
                .output(List.of(TensorShape.of(2, 3), TensorShape.of(2, 3))));
    }

    @Test
    void meansAlongAxes() {
        TensorShape shape = TensorShape.of(2, 2, 2);
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(forward(new ReduceMean(List.of(0, 2), false), shape, x)).containsExactly(3.5, 5.5);
        assertThat(new ReduceMean(List.of(0, 2), true).output(List.of(shape))).isEqualTo(TensorShape.of(1, 2, 1));
        assertThat(new ReduceMean(List.of(0, 1, 2), false).output(List.of(shape)))
                .isEqualTo(TensorShape.of(1));
    }

    @Test
    void softmaxIsOneAlongItsAxisAndStandsLargeValues() {
        double[] y = forward(new Softmax(0), TensorShape.of(2, 2), 1000, 0, 1000, Math.log(3));
        assertThat(y).containsExactly(new double[] {0.5, 0.25, 0.5, 0.75}, within(1e-15));
    }

    @Test
    void layerNormalisationHasMeanShiftAndDeviationScale() {
        double[] y = forward(
                new LayerNorm(1, 0),
                TensorShape.of(2, 2),
                new double[] {1, 3, 5, 9},
                new double[] {2, 3},
                new double[] {10, 20});
        assertThat(y).containsExactly(8, 23, 8, 23);
    }

    @Test
    void constantsAndParametersAreTheSameForEachExample() {
        Arguments arguments = new Arguments(2, List.of(), List.of(), List.of(new double[] {5, 6}), Statistics.RUNNING);
        assertThat(new Constant(TensorShape.of(2), new double[] {3, 4}).forward(arguments))
                .isDeepEqualTo(new double[][] {{3, 4}, {3, 4}});
        assertThat(new ParameterValue(TensorShape.of(2), Role.OTHER).forward(arguments))
                .isDeepEqualTo(new double[][] {{5, 6}, {5, 6}});
        refused("3 values for a constant of 2", () -> new Constant(TensorShape.of(2), new double[3]));
        refused("expected no input, found 1", () -> new ParameterValue(TensorShape.of(2), Role.OTHER)
                .output(List.of(NINE)));
    }

    @Test
    void aWindowThatDoesNotFitAgainLeavesTheRestOut() {
        assertThat(new MaxPool(Window.square(2, 2, 0)).output(List.of(NINE))).isEqualTo(TensorShape.of(1, 1, 1));
        assertThat(new Conv(4, new Window(3, 1, 2, 2, 0, 0, 2, 0)).output(List.of(TensorShape.of(2, 6, 5))))
                .isEqualTo(TensorShape.of(4, 3, 3));
    }

    @Test
    void globalAveragePoolingMakesAVectorOfMeans() {
        assertThat(forward(new GlobalAveragePool(), TensorShape.of(2, 1, 2), 1, 2, 30, 50))
                .containsExactly(1.5, 40);
    }

    @Test
    void aRunningNormalisationUsesItsParameters() {
        BatchNorm norm = new BatchNorm(1, 0.9);
        double[] y = forward(
                norm,
                TensorShape.of(2, 1, 1),
                new double[] {5, 7},
                new double[] {2, 3},
                new double[] {10, 20},
                new double[] {1, 2},
                new double[] {3, 8});
        assertThat(y).containsExactly(2 * (5 - 1) / 2.0 + 10, 3 * (7 - 2) / 3.0 + 20);
    }

    @Test
    void aNormalisationByTheBatchHasMeanBetaAndDeviationGamma() {
        List<double[]> parameters = List.of(new double[] {2}, new double[] {1}, new double[] {9}, new double[] {9});
        double[][] x = {{1, 3}, {5, 7}};
        Arguments arguments = new Arguments(
                2, List.of(TensorShape.of(1, 1, 2)), List.<double[][]>of(x), parameters, Statistics.BATCH);
        double[][] y = new BatchNorm(0, 0.9).forward(arguments);
        double deviation = Math.sqrt(5);
        assertThat(y[0]).containsExactly(new double[] {1 - 6 / deviation, 1 - 2 / deviation}, within(1e-15));
        assertThat(y[1]).containsExactly(new double[] {1 + 2 / deviation, 1 + 6 / deviation}, within(1e-15));
    }

    @Test
    void aDenseLayerMultiplies() {
        double[] w = {1, 2, 3, 4, 5, 6};
        assertThat(forward(new Dense(2), TensorShape.of(3), new double[] {1, 10, 100}, w, new double[] {1000, 2000}))
                .containsExactly(1321, 2654);
    }

    @Test
    void reluCutsAtZero() {
        assertThat(forward(new Relu(), TensorShape.of(3), -1, 0, 2)).containsExactly(0, 0, 2);
    }

    @Test
    void squaredErrorIsTheMeanOverTheOutputs() {
        double[] outputs = {2, -2, -1.5};
        double[] targets = {1, -2, 0.5};
        assertThat(SquaredError.loss(outputs, targets)).isEqualTo(5.0 / 3);
        assertThat(SquaredError.gradient(outputs, targets)).containsExactly(2.0 / 3, 0, -4.0 / 3);
        assertThat(SquaredError.hessianProduct(new double[] {3, 0, -1.5})).containsExactly(2, 0, -1);
    }

    @Test
    void crossEntropyIsTheNegativeLogOfTheClassProbability() {
        double[] logits = {0, StrictMath.log(3)};
        assertThat(CrossEntropy.loss(logits, 0)).isCloseTo(StrictMath.log(4), within(1e-15));
        assertThat(CrossEntropy.gradient(logits, 1)).containsExactly(new double[] {0.25, -0.25}, within(1e-15));
        assertThat(CrossEntropy.loss(new double[] {1000, 0}, 1)).isEqualTo(1000);
    }

    /** {@code diag(p) - p p^T}, also where p is 1 to the last bit and the product is {@code p_0 p_1 = exp(-50)}. */
    @Test
    void theHessianOfTheCrossEntropyIsTheCovarianceOfTheClasses() {
        double[] logits = {0, StrictMath.log(3)};
        assertThat(CrossEntropy.hessianProduct(logits, new double[] {2, -1}))
                .containsExactly(new double[] {9.0 / 16, -9.0 / 16}, within(1e-15));
        assertThat(CrossEntropy.hessianProduct(new double[] {50, 0}, new double[] {1, 0})[0])
                .isCloseTo(StrictMath.exp(-50), within(1e-15 * StrictMath.exp(-50)));
    }

    @Test
    void onlyConvolutionsAndDenseLayersCost() {
        List<TensorShape> image = List.of(TensorShape.of(3, 8, 6));
        assertThat(new Conv(5, Window.square(3, 2, 1)).multiplyAdds(image)).isEqualTo(5 * 4 * 3 * 3 * 9);
        assertThat(new Dense(5).multiplyAdds(List.of(TensorShape.of(12)))).isEqualTo(60);
        assertThat(new BatchNorm(1e-5, 0.9).multiplyAdds(image)).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "expected a padded height of at least 4, the kernel's, found 3 of an image 1 x 3 x 3",
                () -> new Conv(2, Window.square(4, 1, 0)).output(List.of(NINE)));
        refused("expected two inputs of one shape, found [1 x 3 x 3, 3]", () -> new Add()
                .output(List.of(NINE, TensorShape.of(3))));
        refused("expected an input [channels, height, width], found 3", () -> new GlobalAveragePool()
                .output(List.of(TensorShape.of(3))));
        assertThatThrownBy(() -> new MaxPool(Window.square(2, 1, 2)))
                .hasMessageStartingWith("expected padding smaller than the kernel, found Window[");
    }

    private static void refused(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static double[] forward(Op op, TensorShape shape, double... x) {
        return op.forward(arguments(shape, x))[0];
    }

    private static double[] forward(Op op, TensorShape shape, double[] x, double[]... parameters) {
        return op.forward(arguments(shape, x, parameters))[0];
    }

    private static Arguments arguments(TensorShape shape, double[] x, double[]... parameters) {
        return new Arguments(
                1, List.of(shape), List.<double[][]>of(new double[][] {x}), List.of(parameters), Statistics.RUNNING);
    }
}
