package io.lossatlas.report.page;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lossatlas.report.Network;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A surface in a few numbers, over all its points, also those that the page leaves out.
 *
 * @param network what it surrounds
 * @param plane like {@code random-s1}
 * @param step of the weights at the centre
 * @param split the data it is evaluated on
 * @param bn where batch normalisation takes its statistics from
 * @param centre loss at (0, 0), NaN where the grid misses it or it is not finite
 * @param lowest least finite loss, NaN where there is none
 * @param highest largest finite loss
 * @param minAlpha where the least is
 * @param minBeta where the least is
 * @param published points that the table has
 * @param nonFinite those whose loss is NaN or infinite
 * @param guessing those whose loss is within {@link #GUESSING_WITHIN} of ln 10
 */
record Landscape(
        Network network,
        String plane,
        int step,
        String split,
        String bn,
        double centre,
        double lowest,
        double highest,
        double minAlpha,
        double minBeta,
        long published,
        long nonFinite,
        long guessing) {
    /** A loss this close to ln 10 (in nats) is called that of guessing. */
    static final double GUESSING_WITHIN = 0.1;

    private static final double GUESSING = StrictMath.log(10);

    /** Of all surfaces of a run, in the order of the page. */
    static List<Landscape> read(SparkSession spark, Run run) {
        Column loss = col("loss");
        Column finite = abs(loss).lt(lit(Double.POSITIVE_INFINITY)).and(not(loss.isNaN()));
        Column centre = col("alpha").equalTo(0).and(col("beta").equalTo(0));
        return run
                .read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE))
                .groupBy("variant", "plane", "step", "split", "bn")
                .agg(
                        max(when(centre.and(finite), loss)),
                        min(when(finite, loss)),
                        max(when(finite, loss)),
                        min_by(col("alpha"), order(finite, loss)),
                        min_by(col("beta"), order(finite, loss)),
                        count(lit(1)),
                        count(when(not(finite), 1)),
                        count(when(finite.and(abs(loss.minus(GUESSING)).leq(GUESSING_WITHIN)), 1)))
                .collectAsList()
                .stream()
                .map(Landscape::of)
                .sorted((a, b) -> a.order(b))
                .toList();
    }

    /** Of equal losses the one of least alpha, then beta, so that it does not depend on the order of rows. */
    private static Column order(Column finite, Column loss) {
        return when(finite, struct(loss, col("alpha"), col("beta")));
    }

    private static Landscape of(Row row) {
        return new Landscape(
                Network.named(row.getString(0)),
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                number(row, 5),
                number(row, 6),
                number(row, 7),
                number(row, 8),
                number(row, 9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }

    private static double number(Row row, int column) {
        return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }

    private int order(Landscape other) {
        int networks = Network.ORDER.compare(network, other.network);
        return networks != 0 ? networks : scope().compareTo(other.scope());
    }

    /** Its name in the manifest. */
    String scope() {
        return String.join("/", plane, network.id(), Integer.toString(step), split, bn);
    }

    /** Decades from the least to the largest loss; NaN where a loss is not positive. */
    double decades() {
        return lowest > 0 ? Math.log10(highest / lowest) : Double.NaN;
    }
}
