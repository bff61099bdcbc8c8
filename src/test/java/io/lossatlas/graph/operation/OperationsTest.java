package io.lossatlas.graph.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.graph.interpreter.CrossEntropy;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
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
        Arguments arguments =
                new Arguments(List.of(TensorShape.of(1, 1, 2)), List.<double[][]>of(x), parameters, Statistics.BATCH);
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
    void crossEntropyIsTheNegativeLogOfTheClassProbability() {
        double[] logits = {0, StrictMath.log(3)};
        assertThat(CrossEntropy.loss(logits, 0)).isCloseTo(StrictMath.log(4), within(1e-15));
        assertThat(CrossEntropy.gradient(logits, 1)).containsExactly(new double[] {0.25, -0.25}, within(1e-15));
        assertThat(CrossEntropy.loss(new double[] {1000, 0}, 1)).isEqualTo(1000);
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
        refused("expected an input [n], found 1 x 3 x 3", () -> new Dense(2).output(List.of(NINE)));
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
                List.of(shape), List.<double[][]>of(new double[][] {x}), List.of(parameters), Statistics.RUNNING);
    }
}
