package io.lossatlas.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.TaskState;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.HashMap;

class CoreUseTest {
    @Test
    void countsTheTimeOfTasksOverTheTimeOfCoresThatWereThere() {
        CoreUse use = new CoreUse(Map.of("1", 2L), 0);

        use.onExecutorAdded(new SparkListenerExecutorAdded(10_000, "2", executor(2)));
        use.onExecutorRemoved(new SparkListenerExecutorRemoved(20_000, "1", "lost"));
        use.onTaskEnd(task(0, 30_000));
        use.onTaskEnd(task(10_000, 25_000));

        // 2 cores for 10 s, 4 for 10 s, 2 for 10 s: 80 core seconds, 45 of them with tasks.
        assertThat(use.summary(30_000)).isEqualTo("56.3 % of 1:20 core time busy with tasks, in 0:30");
    }

    private static ExecutorInfo executor(int cores) {
        return new ExecutorInfo("host", cores, new HashMap<>());
    }

    private static SparkListenerTaskEnd task(long launched, long finished) {
        TaskInfo info = new TaskInfo(1, 0, 0, launched, "1", "host", TaskLocality.PROCESS_LOCAL(), false);
        info.markFinished(TaskState.FINISHED(), finished);
        return new SparkListenerTaskEnd(0, 0, "ResultTask", null, info, null, null);
    }
}
