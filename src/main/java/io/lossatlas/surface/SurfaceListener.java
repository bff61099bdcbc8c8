package io.lossatlas.surface;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/** Turns the ends of Spark tasks into progress of surfaces. */
final class SurfaceListener extends SparkListener {
    private static final String SURFACE = "lossatlas.surface";

    private final SurfaceProgress progress;
    private final Map<Integer, String> scopes = new ConcurrentHashMap<>();

    SurfaceListener(SurfaceProgress progress) {
        this.progress = progress;
    }

    /** The name of a surface's group of jobs. */
    static String group(String scope) {
        return "surface " + scope;
    }

    /** Marks the jobs that this thread submits from now on as those of a surface. */
    static void mark(SparkContext spark, String scope, String description) {
        spark.setLocalProperty(SURFACE, scope);
        spark.setJobGroup(group(scope), description, false);
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
        Properties properties = event.properties();
        String scope = properties == null ? null : properties.getProperty(SURFACE);
        if (scope != null) {
            scopes.put(event.stageInfo().stageId(), scope);
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        String scope = scopes.get(event.stageId());
        if (scope == null || !event.taskInfo().successful()) {
            return;
        }
        long points = 0;
        long images = 0;
        for (AccumulableInfo info :
                JavaConverters.seqAsJavaList(event.taskInfo().accumulables().toSeq())) {
            if (info.update().isDefined() && info.name().isDefined()) {
                points += info.name().get().equals(UnitMetrics.POINTS)
                        ? (long) info.update().get()
                        : 0;
                images += info.name().get().equals(UnitMetrics.IMAGES)
                        ? (long) info.update().get()
                        : 0;
            }
        }
        if (images > 0) {
            progress.advanced(scope, points, images);
        }
    }
}
