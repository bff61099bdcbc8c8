package io.lossatlas.curvature;

import io.lossatlas.config.LossKind;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.curvature.CurvaturePoint.Examples;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Shard;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.interpreter.LossDerivatives;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.plane.algebra.LongVectors;
import io.lossatlas.train.TaskOutOfMemory;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Products at one point in double, as the graph means them, a Spark job each: partial sums of runs of examples, which are added in
 * the order of the examples. How the examples are cut depends on their number alone.
 */
final class DoubleProducts implements AutoCloseable {
    /** Examples that are worth a task of their own. */
    private static final int LEAST_EXAMPLES = 4;

    private final JavaSparkContext spark;
    private final Broadcast<Point> point;
    private final int parameters;
    private final int examples;
    private final List<Shard> runs;

    /**
     * At a point.
     *
     * @param graph of the network
     * @param loss that its mean is taken of
     * @param at the point
     */
    DoubleProducts(
            JavaSparkContext spark, Graph graph, LossKind loss, CurvaturePoint at, Broadcast<Examples> examples) {
        this.spark = spark;
        this.point = spark.broadcast(new Point(graph, loss, at.weights(), at.recalibrates(), examples));
        this.parameters = at.parameters();
        this.examples = examples.value().slice().count();
        this.runs = Shard.cut(this.examples, ProductJobs.tasks(this.examples, parameters, LEAST_EXAMPLES));
    }

    /** The product of a matrix of the mean loss with a vector {@code float[parameters]}. */
    double[] product(CurvatureOperator operator, float[] vector) {
        Broadcast<float[]> sent = spark.broadcast(vector);
        List<double[]> partial = spark.parallelize(runs, runs.size())
                .map(new Task(point, sent, operator))
                .collect();
        sent.destroy();
        return ProductJobs.mean(partial, examples);
    }

    @Override
    public void close() {
        point.destroy();
    }

    /** What executors have of the point; statistics are found once in each. */
    private static final class Point implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Graph graph;
        private final LossKind loss;
        private final float[] weights;
        private final boolean recalibrates;
        private final Broadcast<Examples> examples;
        private transient LossDerivatives derivatives;

        Point(Graph graph, LossKind loss, float[] weights, boolean recalibrates, Broadcast<Examples> examples) {
            this.graph = graph;
            this.loss = loss;
            this.weights = weights;
            this.recalibrates = recalibrates;
            this.examples = examples;
        }

        private synchronized LossDerivatives derivatives() {
            if (derivatives == null) {
                double[] wide = LongVectors.widened(weights);
                derivatives = recalibrates
                        ? LossDerivatives.recalibrated(
                                graph, wide, inputs(examples.value().calibration()))
                        : new LossDerivatives(graph, wide);
            }
            return derivatives;
        }

        /** The sum over some examples, one after another: what a pass over one holds is much. */
        double[] product(CurvatureOperator operator, double[] vector, Shard run) {
            LabelledImages slice = examples.value().slice();
            double[] sum = new double[vector.length];
            for (int n = run.from(); n < run.to(); n++) {
                double[][] example = {input(slice, n)};
                double[] product =
                        switch (operator) {
                            case HESSIAN -> derivatives().hessianProduct(vector, example, loss(slice, n));
                            case GGN -> derivatives().gaussNewtonProduct(vector, example, loss(slice, n));
                        };
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += product[k];
                }
            }
            return sum;
        }

        private LossFunction loss(LabelledImages images, int n) {
            return switch (loss) {
                case CROSS_ENTROPY -> LossFunction.crossEntropy(new int[] {images.label(n)});
                case MSE -> {
                    double[] targets = new double[images.outputs()];
                    Arrays.setAll(targets, output -> images.target(n, output));
                    yield LossFunction.squaredError(new double[][] {targets});
                }
            };
        }
    }

    private static double[][] inputs(LabelledImages images) {
        double[][] inputs = new double[images.count()][];
        Arrays.setAll(inputs, n -> input(images, n));
        return inputs;
    }

    private static double[] input(LabelledImages images, int n) {
        float[] input = new float[images.shape().size()];
        images.inputs(n, input, 0);
        return LongVectors.widened(input);
    }

    private record Task(Broadcast<Point> point, Broadcast<float[]> vector, CurvatureOperator operator)
            implements Function<Shard, double[]> {
        @Override
        public double[] call(Shard run) {
            try {
                return point.value().product(operator, LongVectors.widened(vector.value()), run);
            } catch (OutOfMemoryError e) {
                throw TaskOutOfMemory.of(e);
            }
        }
    }
}
