package io.lossatlas.curvature;

import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.data.Shard;
import io.lossatlas.engine.CurvatureProducts;
import io.lossatlas.train.TaskOutOfMemory;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Products and gradients at one point, a Spark job each: partial sums of runs of examples, which are added in the order of the
 * examples. How the examples are cut depends on their number and that of the parameters alone.
 */
final class ProductJobs implements AutoCloseable {
    /** Examples that are worth a task of their own. */
    private static final int LEAST_EXAMPLES = 64;

    private static final int MOST_TASKS = 32;

    /** Bytes of partial sums that reach the driver at once. */
    private static final long MOST_BYTES = 400_000_000;

    private final JavaSparkContext spark;
    private final Broadcast<CurvaturePoint> point;
    private final List<Shard> runs;
    private final int examples;
    private final int parameters;

    ProductJobs(JavaSparkContext spark, CurvaturePoint point) {
        this.spark = spark;
        this.point = spark.broadcast(point);
        this.examples = point.slice().count();
        this.parameters = point.parameters();
        this.runs = Shard.cut(examples, tasks(examples, parameters, LEAST_EXAMPLES));
    }

    /**
     * The number of runs that examples are cut into.
     *
     * @param least examples that are worth a task of their own
     */
    static int tasks(int examples, int parameters, int least) {
        long fit = MOST_BYTES / ((long) Double.BYTES * parameters);
        int worth = (examples + least - 1) / least;
        return (int) Math.max(1, Math.min(Math.min(worth, MOST_TASKS), Math.max(fit, 1)));
    }

    /**
     * A sum over examples.
     *
     * @param sum {@code double[parameters]}
     * @param loss sum of the losses; 0 of a product
     */
    private record Partial(double[] sum, double loss) implements Serializable {}

    /** The loss and its gradient. */
    record Gradient(double loss, double[] gradient) {}

    /** The product of a matrix of the mean loss with a vector {@code float[parameters]}. */
    double[] product(CurvatureOperator operator, float[] vector) {
        Broadcast<float[]> sent = spark.broadcast(vector);
        List<Partial> partial = spark.parallelize(runs, runs.size())
                .map(new ProductTask(point, sent, operator))
                .collect();
        sent.destroy();
        return mean(sums(partial), examples);
    }

    /** The mean loss and its gradient. */
    Gradient gradient() {
        List<Partial> partial = spark.parallelize(runs, runs.size())
                .map(new GradientTask(point))
                .collect();
        double loss = 0;
        for (Partial part : partial) {
            loss += part.loss;
        }
        return new Gradient(loss / examples, mean(sums(partial), examples));
    }

    private static List<double[]> sums(List<Partial> partial) {
        return partial.stream().map(Partial::sum).toList();
    }

    /** The mean over examples, of the sums over runs of them, which are added in their order. */
    static double[] mean(List<double[]> sums, int examples) {
        double[] mean = new double[sums.get(0).length];
        for (double[] sum : sums) {
            for (int n = 0; n < mean.length; n++) {
                mean[n] += sum[n];
            }
        }
        for (int n = 0; n < mean.length; n++) {
            mean[n] /= examples;
        }
        return mean;
    }

    @Override
    public void close() {
        point.destroy();
    }

    private record ProductTask(Broadcast<CurvaturePoint> point, Broadcast<float[]> vector, CurvatureOperator operator)
            implements Function<Shard, Partial> {
        @Override
        public Partial call(Shard run) {
            return sum(point.value(), (products, sum) -> {
                CurvaturePoint at = point.value();
                switch (operator) {
                    case HESSIAN -> products.addHessianProduct(vector.value(), at.slice(), run.from(), run.to(), sum);
                    case GGN -> products.addGaussNewtonProduct(vector.value(), at.slice(), run.from(), run.to(), sum);
                }
                return 0;
            });
        }
    }

    private record GradientTask(Broadcast<CurvaturePoint> point) implements Function<Shard, Partial> {
        @Override
        public Partial call(Shard run) {
            return sum(
                    point.value(),
                    (products, sum) -> products.addGradient(point.value().slice(), run.from(), run.to(), sum));
        }
    }

    /** Adds to a sum and gives the sum of the losses. */
    private interface Sum {
        double add(CurvatureProducts products, double[] sum);
    }

    private static Partial sum(CurvaturePoint at, Sum sum) {
        try {
            double[] into = new double[at.parameters()];
            CurvatureProducts products = at.take();
            double loss = sum.add(products, into);
            at.giveBack(products);
            return new Partial(into, loss);
        } catch (OutOfMemoryError e) {
            throw TaskOutOfMemory.of(e);
        }
    }
}
