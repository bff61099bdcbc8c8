package io.lossatlas.report.page;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;

import io.lossatlas.report.Network;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What training made of a network.
 *
 * @param network which
 * @param status as in the manifest
 * @param step updates made, or the step at which it diverged
 * @param seconds that training took
 * @param trainLoss mean loss of the fixed slice of the training set after the last evaluated step, NaN where there is none
 * @param trainAccuracy share of right answers there
 * @param testLoss the same of the test set
 * @param testAccuracy the same of the test set
 * @param testExamples size of the slice of the test set, 0 where there is none
 */
record Outcome(
        Network network,
        String status,
        int step,
        double seconds,
        double trainLoss,
        double trainAccuracy,
        double testLoss,
        double testAccuracy,
        long testExamples) {

    /** Of all networks that a run knows, in the order of the page. */
    static List<Outcome> read(SparkSession spark, Run run) {
        Map<String, Row> last = new HashMap<>();
        run.read(spark, Table.TRAINING, run.manifest().files(Table.TRAINING))
                .where(col("split").isin("train", "test"))
                .groupBy("variant", "split")
                .agg(
                        max_by(col("loss"), col("step")),
                        max_by(col("accuracy"), col("step")),
                        max_by(col("examples"), col("step")))
                .collectAsList()
                .forEach(row -> last.put(row.getString(0) + "/" + row.getString(1), row));
        List<Outcome> outcomes = new ArrayList<>();
        run.manifest()
                .variants()
                .forEach((id, record) -> outcomes.add(of(id, record, last.get(id + "/train"), last.get(id + "/test"))));
        outcomes.sort((a, b) -> Network.ORDER.compare(a.network, b.network));
        return List.copyOf(outcomes);
    }

    private static Outcome of(String id, VariantRecord record, Row train, Row test) {
        return new Outcome(
                Network.named(id),
                record.status(),
                record.step(),
                record.seconds(),
                number(train, 2),
                number(train, 3),
                number(test, 2),
                number(test, 3),
                test == null ? 0 : test.getInt(4));
    }

    /** Of a network that has landscapes and was not trained in this run. */
    static Outcome untrained(Network network) {
        double nan = Double.NaN;
        return new Outcome(network, "not trained here", 0, 0, nan, nan, nan, nan, 0);
    }

    private static double number(Row row, int column) {
        return row == null ? Double.NaN : row.getDouble(column);
    }

    /** Whether its loss stopped being finite. */
    boolean diverged() {
        return status.equals(VariantRecord.DIVERGED);
    }

    /** Test accuracy with its interval; not finite where it is unknown. */
    Interval accuracy() {
        return testExamples == 0
                ? new Interval(Double.NaN, Double.NaN, Double.NaN)
                : Interval.share(testAccuracy, testExamples);
    }
}
