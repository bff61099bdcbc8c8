package io.lossatlas.store;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a run: their columns, in the order of rows, and the columns whose values together occur once. Of a surface or
 * a plane {@code step} is that of the weights at the centre.
 */
public enum Table {
    /** Loss and accuracy along the training of each variant. */
    TRAINING(
            key("variant", "step", "split"),
            column("variant", StringType),
            column("depth", IntegerType),
            column("skip", BooleanType),
            column("width", IntegerType),
            column("seed", LongType),
            column("learning_rate", DoubleType),
            column("step", IntegerType),
            column("epoch", DoubleType),
            column("split", StringType),
            column("loss", DoubleType),
            column("accuracy", DoubleType),
            column("examples", IntegerType),
            column("seconds", DoubleType)),
    /** Norms of gradients and weights of convolutions and dense layers at the probed steps. */
    GRADIENTS(
            key("variant", "step", "name"),
            column("variant", StringType),
            column("step", IntegerType),
            column("layer", IntegerType),
            column("name", StringType),
            column("kind", StringType),
            column("grad_norm", DoubleType),
            column("weight_norm", DoubleType)),
    /** The minibatch of every probed step: indices into the training examples. */
    BATCHES(
            key("variant", "step"),
            column("variant", StringType),
            column("step", IntegerType),
            column("examples", DataTypes.createArrayType(IntegerType))),
    /** All parameters at the first, the checkpointed and the last step. */
    WEIGHTS(
            key("variant", "step", "block"),
            column("variant", StringType),
            column("step", IntegerType),
            column("block", IntegerType),
            column("name", StringType),
            column("kind", StringType),
            column("shape", DataTypes.createArrayType(IntegerType)),
            column("values", DataTypes.createArrayType(FloatType))),
    /** The directions of every plane through every variant, after normalisation. */
    DIRECTIONS(
            key("plane", "variant", "step", "axis", "block"),
            column("plane", StringType),
            column("variant", StringType),
            column("step", IntegerType),
            column("axis", StringType),
            column("block", IntegerType),
            column("name", StringType),
            column("kind", StringType),
            column("shape", DataTypes.createArrayType(IntegerType)),
            column("values", DataTypes.createArrayType(FloatType))),
    /**
     * Partial sums: one row a grid point and shard. The sums of the losses at the centre of the plane on the same examples, of their squares
     * and of their products with the point's are there with {@code surface.examples-until}, else null.
     */
    LOSSES(
            key("plane", "variant", "step", "split", "bn", "i", "j", "shard"),
            column("plane", StringType),
            column("variant", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("i", IntegerType),
            column("j", IntegerType),
            column("alpha", DoubleType),
            column("beta", DoubleType),
            column("shard", IntegerType),
            column("examples", LongType),
            column("loss_sum", DoubleType),
            column("loss_sum_sq", DoubleType),
            column("correct", LongType),
            column("non_finite", LongType),
            column("centre_loss_sum", DoubleType),
            column("centre_loss_sum_sq", DoubleType),
            column("centre_product_sum", DoubleType)),
    /**
     * The landscape: one row a grid point. With {@code surface.examples-until} the point's loss less that at the centre of the plane on the
     * same examples, and its standard error; else null.
     */
    SURFACE(
            key("plane", "variant", "step", "split", "bn", "i", "j"),
            column("plane", StringType),
            column("variant", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("i", IntegerType),
            column("j", IntegerType),
            column("alpha", DoubleType),
            column("beta", DoubleType),
            column("examples", LongType),
            column("loss", DoubleType),
            column("loss_se", DoubleType),
            column("accuracy", DoubleType),
            column("non_finite", LongType),
            column("difference", DoubleType),
            column("difference_se", DoubleType)),
    /**
     * Where weights of a run lie in a plane, on its axes and off them: of each network and step that the plane was made from, with
     * the loss of the weights themselves. {@code centre_step} is the step of the weights at the centre, {@code network} and
     * {@code step} name the weights; {@code distance} is that from the centre, {@code residual} the share of it that lies outside the plane.
     */
    PATHS(
            key("plane", "variant", "centre_step", "network", "step", "split", "bn"),
            column("plane", StringType),
            column("variant", StringType),
            column("centre_step", IntegerType),
            column("network", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("alpha", DoubleType),
            column("beta", DoubleType),
            column("residual", DoubleType),
            column("distance", DoubleType),
            column("examples", LongType),
            column("loss", DoubleType),
            column("loss_se", DoubleType),
            column("accuracy", DoubleType)),
    /**
     * Curvature over all trainable parameters. {@code rank} counts from 1 at its end of the spectrum; {@code plane}, {@code i} and
     * {@code j} name a grid point and are null at the network's own weights.
     */
    CURVATURE(
            key("variant", "step", "split", "bn", "plane", "i", "j", "operator", "quantity", "rank"),
            column("variant", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("plane", StringType),
            column("i", IntegerType),
            column("j", IntegerType),
            column("operator", StringType),
            column("quantity", StringType),
            column("rank", IntegerType),
            column("value", DoubleType),
            column("error", DoubleType),
            column("iterations", IntegerType),
            column("examples", LongType)),
    /** Nodes and weights of Lanczos quadrature, {@code k} counting those of a probe in ascending order. */
    SPECTRUM(
            key("variant", "step", "split", "bn", "operator", "probe", "k"),
            column("variant", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("operator", StringType),
            column("probe", IntegerType),
            column("k", IntegerType),
            column("node", DoubleType),
            column("weight", DoubleType),
            column("examples", LongType)),
    /** Numbers that sum a surface, a plane or a training up; of a training the step is null, since it has many. */
    METRICS(
            key("plane", "variant", "step", "split", "bn", "metric", "interval"),
            column("plane", StringType),
            column("variant", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("metric", StringType),
            column("value", DoubleType),
            column("low", DoubleType),
            column("high", DoubleType),
            column("interval", StringType),
            column("n", LongType)),
    /** Grid points that could not be computed, and why. */
    FAILURES(
            key("plane", "variant", "step", "split", "bn", "operator", "i", "j", "shard"),
            column("plane", StringType),
            column("variant", StringType),
            column("step", IntegerType),
            column("split", StringType),
            column("bn", StringType),
            column("i", IntegerType),
            column("j", IntegerType),
            column("shard", IntegerType),
            column("attempts", IntegerType),
            column("cause", StringType),
            column("operator", StringType));

    private final List<String> key;
    private final StructType schema;

    Table(List<String> key, StructField... columns) {
        this.key = key;
        this.schema = new StructType(columns);
    }

    /** Name of the table and of its folder in the run. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Columns and types, in the order of rows. */
    public StructType schema() {
        return schema;
    }

    /** Rows of a grid point and shard, of a table that has any: both ends of the spectrum in {@link #CURVATURE}, one row elsewhere. */
    int rowsEach() {
        return this == CURVATURE ? 2 : 1;
    }

    /** The columns whose values together name a row. */
    public List<String> key() {
        return key;
    }

    /**
     * The table of a folder's name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Table of(String folder) {
        return Arrays.stream(values())
                .filter(table -> table.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table is called " + folder));
    }

    private static List<String> key(String... columns) {
        return List.of(columns);
    }

    private static StructField column(String name, DataType type) {
        return new StructField(name, type, true, Metadata.empty());
    }
}
