package io.lossatlas.cli;

import io.lossatlas.cli.progress.ExecutorCores;
import io.lossatlas.config.RefusedException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Spark as LossAtlas wants it. What the user has set stays. */
final class Sparks {
    private static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";
    private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
    private static final String LISTENERS = "spark.extraListeners";
    private static final String HADOOP = "spark.hadoop.";

    /**
     * The pattern of names and values that Spark hides in its UI and event log: its own default, command lines, which
     * may hold anything, and user information or signatures in URIs.
     */
    static final String REDACTED =
            "(?i)secret|password|token|access[.]?key|sun[.]java[.]command|://[^/\\s]*@|[?&;]sig(nature)?=";

    private Sparks() {}

    /** Hadoop's configuration with the {@code spark.hadoop.*} settings of this process; starts nothing. */
    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAll()) {
            if (setting._1().startsWith(HADOOP)) {
                hadoop.set(setting._1().substring(HADOOP.length()), setting._2());
            }
        }
        return hadoop;
    }

    /**
     * A session.
     *
     * @param name of the application in Spark's UI
     * @throws RefusedException when no master is given
     */
    static SparkSession session(String name) {
        SparkConf conf = new SparkConf();
        if (!conf.contains("spark.master")) {
            throw new RefusedException("no Spark master: start through submit/local.sh or spark-submit");
        }
        return session(conf, name);
    }

    /** A session with so many worker threads in this process, whatever master is given. */
    static SparkSession local(int cores, String name) {
        return session(new SparkConf().setMaster("local[" + cores + "]"), name);
    }

    private static SparkSession session(SparkConf conf, String name) {
        conf.setIfMissing("spark.app.name", name);
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.sql.shuffle.partitions", "4");
        conf.setIfMissing("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
        conf.setIfMissing("spark.hadoop.parquet.summary.metadata.level", "NONE");
        conf.setIfMissing("spark.scheduler.mode", "FAIR");
        String options = conf.get(EXECUTOR_OPTIONS, "");
        if (!options.contains("jdk.incubator.vector")) {
            conf.set(EXECUTOR_OPTIONS, (VECTOR_MODULE + " " + options).trim());
        }
        conf.setIfMissing("spark.redaction.regex", REDACTED);
        String listeners = conf.get(LISTENERS, "");
        if (!listeners.contains(ExecutorCores.class.getName())) {
            conf.set(LISTENERS, ExecutorCores.class.getName() + (listeners.isEmpty() ? "" : "," + listeners));
        }
        makeEventLogFolder(conf);
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** Spark refuses to start without this folder, which on a cluster may be another machine's to make. */
    private static void makeEventLogFolder(SparkConf conf) {
        if (conf.getBoolean("spark.eventLog.enabled", false)) {
            Path folder = new Path(conf.get("spark.eventLog.dir", "file:///tmp/spark-events"));
            try {
                folder.getFileSystem(hadoop()).mkdirs(folder);
            } catch (IOException e) {
                throw new RefusedException(
                        "spark.eventLog.dir %s: cannot be made: %s".formatted(folder, e.getMessage()), e);
            }
        }
    }
}
