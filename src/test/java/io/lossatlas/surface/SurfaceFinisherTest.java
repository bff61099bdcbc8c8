package io.lossatlas.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.LocalSpark;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceFinisherTest {
    private static final int SHARDS = 3;

    /** A point without its last shard and one whose loss is not finite are among them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDriverFoldsToTheSameBitsAsSpark(boolean labelled) {
        Random random = new Random(1);
        List<Row> losses = new ArrayList<>();
        for (int point = 0; point < 20; point++) {
            int i = point / 4;
            int j = point % 4;
            for (int shard = 0; shard < SHARDS - (point == 7 ? 1 : 0); shard++) {
                losses.add(RowFactory.create(
                        "random-s1",
                        "d4-skip-w8-s1-lr0.05",
                        40,
                        "train",
                        "frozen",
                        i,
                        j,
                        0.5 * i - 0.5,
                        0.25 * j - 0.25,
                        shard,
                        10L,
                        point == 9 ? Double.NaN : 20 * random.nextDouble(),
                        90 * random.nextDouble(),
                        labelled ? (Long) 4L : null,
                        point == 9 ? 1L : 0L,
                        labelled ? (Double) (20 * random.nextDouble()) : null,
                        labelled ? (Double) (90 * random.nextDouble()) : null,
                        labelled ? (Double) (70 * random.nextDouble()) : null));
            }
        }
        List<Row> shuffled = new ArrayList<>(losses);
        Collections.shuffle(shuffled, random);

        try (SparkSession spark = LocalSpark.start(2)) {
            List<Row> sorted =
                    spark.createDataFrame(losses, Table.LOSSES.schema()).collectAsList();
            List<Row> bySpark = SurfaceFinisher.fold(
                            spark.createDataFrame(shuffled, Table.LOSSES.schema())
                                    .repartition(4),
                            SHARDS)
                    .collectAsList();

            assertThat(SurfaceFinisher.fold(sorted, SHARDS)).hasSize(19).isEqualTo(bySpark);
        }
    }
}
