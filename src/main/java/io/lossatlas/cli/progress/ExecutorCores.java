package io.lossatlas.cli.progress;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * The cores of the executors that are there, from Spark's events. Spark makes one of it with each application ({@code
 * spark.extraListeners}), since no event tells a later listener of an executor that came before it.
 */
public final class ExecutorCores extends SparkListener {
    private static final AtomicReference<ExecutorCores> LATEST = new AtomicReference<>();

    private final Map<String, Long> cores = new ConcurrentHashMap<>();

    /** Of an application that begins. */
    public ExecutorCores() {
        LATEST.set(this);
    }

    /** Those of the latest application, by the ids of executors; none where none has begun. */
    static Map<String, Long> now() {
        ExecutorCores latest = LATEST.get();
        return latest == null ? Map.of() : Map.copyOf(latest.cores);
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded event) {
        cores.put(event.executorId(), (long) event.executorInfo().totalCores());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        cores.remove(event.executorId());
    }
}
