package io.lossatlas.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.curvature.CurvaturePoint.Examples;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.interpreter.LossDerivatives;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.Variant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over tasks are what one batch gives; sums in another order are off by some 1e-16 of the terms. */
class DoubleProductsTest {
    private static final ImageShape IMAGE = new ImageShape(1, 8, 7);
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 11;
    private static final Graph GRAPH = FamilyGraph.of(new Variant(4, Wiring.SKIP, 2, 1, 0.05), IMAGE, CLASSES);

    private static double[] numbers(String name, int count) {
        GaussianStream stream = Seeds.stream(1, "doubles", name);
        return IntStream.range(0, count)
                .mapToDouble(n -> (float) stream.nextGaussian())
                .toArray();
    }

    private static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) values[n];
        }
        return floats;
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(n -> n % CLASSES).toArray();
    }

    private static LabelledImages images(String name, int count) {
        return LabelledImages.ofFloats(floats(numbers(name, count * IMAGE.size())), labels(count), IMAGE, CLASSES);
    }

    private static double[][] values(String name, int count) {
        double[] all = numbers(name, count * IMAGE.size());
        return IntStream.range(0, count)
                .mapToObj(n -> Arrays.copyOfRange(all, n * IMAGE.size(), (n + 1) * IMAGE.size()))
                .toArray(double[][]::new);
    }

    /** Of labels, 1 at each and 0 elsewhere. */
    private static LossFunction squaredError() {
        double[][] targets = new double[EXAMPLES][CLASSES];
        for (int n = 0; n < EXAMPLES; n++) {
            targets[n][n % CLASSES] = 1;
        }
        return LossFunction.squaredError(targets);
    }

    @ParameterizedTest
    @CsvSource({"HESSIAN, CROSS_ENTROPY, false", "GGN, CROSS_ENTROPY, true", "HESSIAN, MSE, true", "GGN, MSE, false"})
    void productsAreThoseOfTheWholeBatch(CurvatureOperator operator, LossKind loss, boolean recalibrates) {
        float[] weights = InitialWeights.draw(GRAPH.layout(), 1).values();
        double[] wide =
                IntStream.range(0, weights.length).mapToDouble(n -> weights[n]).toArray();
        double[] vector = numbers("vector", weights.length);
        LossFunction each = loss == LossKind.MSE ? squaredError() : LossFunction.crossEntropy(labels(EXAMPLES));
        LossDerivatives batch = recalibrates
                ? LossDerivatives.recalibrated(GRAPH, wide, values("calibration", 7))
                : new LossDerivatives(GRAPH, wide);
        double[] expected = operator == CurvatureOperator.HESSIAN
                ? batch.hessianProduct(vector, values("slice", EXAMPLES), each)
                : batch.gaussNewtonProduct(vector, values("slice", EXAMPLES), each);

        double[] product = product(2, operator, loss, weights, recalibrates, floats(vector));

        assertThat(product).isEqualTo(product(1, operator, loss, weights, recalibrates, floats(vector)));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow() / EXAMPLES;
        assertThat(largest).isPositive();
        for (int n = 0; n < product.length; n++) {
            assertThat(product[n]).isCloseTo(expected[n] / EXAMPLES, within(1e-13 * largest));
        }
    }

    private static double[] product(
            int cores,
            CurvatureOperator operator,
            LossKind loss,
            float[] weights,
            boolean recalibrates,
            float[] vector) {
        try (SparkSession spark = LocalSpark.start(cores)) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            Broadcast<Examples> examples =
                    context.broadcast(new Examples(images("slice", EXAMPLES), images("calibration", 7)));
            CurvaturePoint point = new CurvaturePoint(SimdEngine.compile(GRAPH), weights, recalibrates, examples);
            try (DoubleProducts products = new DoubleProducts(context, GRAPH, loss, point, examples)) {
                return products.product(operator, vector);
            }
        }
    }
}
