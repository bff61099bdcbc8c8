package io.lossatlas.train;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Turns the heartbeats of training tasks into progress of variants. */
final class TrainListener extends SparkListener {
    private static final String VARIANT = "lossatlas.variant";
    private static final String STEP = "lossatlas.step";

    private final TrainProgress progress;
    private final Map<Integer, RunningTask> running = new ConcurrentHashMap<>();

    TrainListener(TrainProgress progress) {
        this.progress = progress;
    }

    /** A running task: the variant and the step that it began with. */
    private record RunningTask(String variant, int from) {}

    /** Marks the jobs that this thread submits from now on as a variant's training from a step on. */
    static void mark(SparkContext spark, VariantWork work, int step) {
        String id = work.variant().id();
        spark.setLocalProperty(VARIANT, id);
        spark.setLocalProperty(STEP, Integer.toString(step));
        spark.setJobGroup("train " + id, "train %s, step %,d of %,d".formatted(id, step, work.steps()), false);
    }

    /** Marks the jobs that this thread submits from now on as publication. */
    static void markPublication(SparkContext spark, String id) {
        spark.setLocalProperty(VARIANT, null);
        spark.setJobGroup("train " + id, "publish " + id, false);
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
        Properties properties = event.properties();
        String variant = properties == null ? null : properties.getProperty(VARIANT);
        if (variant != null) {
            running.put(
                    event.stageInfo().stageId(),
                    new RunningTask(variant, Integer.parseInt(properties.getProperty(STEP))));
        }
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
                JavaConverters.seqAsJavaList(event.accumUpdates())) {
            RunningTask begun = running.get((Integer) task._2());
            if (begun != null) {
                beat(begun, task._4());
            }
        }
    }

    private void beat(RunningTask begun, Seq<AccumulableInfo> updates) {
        long steps = 0;
        double loss = Double.NaN;
        for (AccumulableInfo info : JavaConverters.seqAsJavaList(updates)) {
            if (info.update().isDefined() && info.name().isDefined()) {
                String name = info.name().get();
                if (name.equals(TrainMetrics.STEPS)) {
                    steps = (Long) info.update().get();
                } else if (name.equals(TrainMetrics.LOSS)) {
                    loss = (Double) info.update().get();
                }
            }
        }
        if (steps > 0) {
            progress.advanced(begun.variant, begun.from + (int) steps, loss);
        }
    }
}
