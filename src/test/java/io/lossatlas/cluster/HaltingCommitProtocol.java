package io.lossatlas.cluster;

import org.apache.hadoop.mapreduce.JobContext;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import scala.collection.Seq;

/** Spark's own way to commit, but for a process that ends, as by {@code kill -9}, when all tasks have and the job has not. */
public final class HaltingCommitProtocol extends SQLHadoopMapReduceCommitProtocol {
    private static final long serialVersionUID = 1L;
    private static final int KILLED = 137;

    /** As Spark calls it. */
    public HaltingCommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
        super(jobId, path, dynamicPartitionOverwrite);
    }

    @Override
    public void commitJob(JobContext job, Seq<TaskCommitMessage> tasks) {
        Runtime.getRuntime().halt(KILLED);
    }
}
