package io.lossatlas;

import org.apache.spark.sql.SparkSession;

/** Embedded Spark for tests. */
public final class LocalSpark {
    private LocalSpark() {}

    /** A session with so many worker threads; the caller stops it. */
    public static SparkSession start(int cores) {
        return SparkSession.builder()
                .master("local[" + cores + "]")
                .appName("test")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                .getOrCreate();
    }
}
