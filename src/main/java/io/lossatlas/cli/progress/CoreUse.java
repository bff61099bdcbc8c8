package io.lossatlas.cli.progress;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * How busy the cores of all executors are, from the same events that Spark's event log holds: the time of all tasks
 * over the time that cores were there. Of a core that comes late or goes early only its own time counts.
 */
public final class CoreUse extends SparkListener {
    private static final double MILLIS = 1e-3;

    private final Map<String, Long> cores = new HashMap<>();
    private final long from;
    private long last;
    private double coreSeconds;
    private double taskSeconds;

    /**
     * Starts to count.
     *
     * @param cores of the executors that are there, by their ids
     * @param now in milliseconds, as events give it
     */
    public CoreUse(Map<String, Long> cores, long now) {
        this.cores.putAll(cores);
        from = now;
        last = now;
    }

    /** Starts to count on a session that has {@link ExecutorCores}. */
    public static CoreUse on(SparkSession spark) {
        CoreUse use = new CoreUse(ExecutorCores.now(), System.currentTimeMillis());
        spark.sparkContext().addSparkListener(use);
        return use;
    }

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded event) {
        passes(event.time());
        cores.put(event.executorId(), (long) event.executorInfo().totalCores());
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        passes(event.time());
        cores.remove(event.executorId());
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
        taskSeconds +=
                (event.taskInfo().finishTime() - Math.max(from, event.taskInfo().launchTime())) * MILLIS;
    }

    /** A line on the time up to now. */
    public synchronized String summary(long now) {
        passes(now);
        return String.format(
                Locale.ROOT,
                "%.1f %% of %s core time busy with tasks, in %s",
                100 * taskSeconds / coreSeconds,
                ClockText.of(coreSeconds),
                ClockText.of((now - from) * MILLIS));
    }

    private void passes(long now) {
        long total = cores.values().stream().mapToLong(Long::longValue).sum();
        coreSeconds += total * Math.max(0, now - last) * MILLIS;
        last = Math.max(last, now);
    }
}
