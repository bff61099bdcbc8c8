package io.lossatlas.cli;

import io.lossatlas.config.BuildInfo;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Who wrote a manifest: recorded, never compared. */
final class Provenance {
    private Provenance() {}

    static Map<String, String> of(SparkSession spark) {
        Map<String, String> provenance = new TreeMap<>(BuildInfo.current().toMap());
        provenance.put("spark_version", spark.version());
        provenance.put("spark_application", spark.sparkContext().applicationId());
        return provenance;
    }
}
