package io.lossatlas.train;

import io.lossatlas.engine.TrainerState;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.VariantRecord;
import io.lossatlas.train.LegTask.Start;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Trains one variant to its end: one Spark task after the other, each publishing what it brought home, so that a driver
 * that dies loses no more than the last of them.
 */
final class VariantTraining {
    private final SparkSession spark;
    private final Run run;
    private final VariantWork work;
    private final Broadcast<TrainingData> data;
    private final double legSeconds;
    private final TrainProgress progress;

    VariantTraining(
            SparkSession spark,
            Run run,
            VariantWork work,
            Broadcast<TrainingData> data,
            double legSeconds,
            TrainProgress progress) {
        this.spark = spark;
        this.run = run;
        this.work = work;
        this.data = data;
        this.legSeconds = legSeconds;
        this.progress = progress;
    }

    /** Goes on from what is published; gives what became of the variant. */
    VariantRecord run() {
        TrainedFiles files = new TrainedFiles(
                spark,
                run,
                work,
                data.value().train().height(),
                data.value().train().width());
        Start start = files.published().map(record -> resume(record, files)).orElseGet(() -> {
            files.startOver();
            return begin();
        });
        VariantRecord record;
        do {
            Leg leg = leg(start);
            record = files.publish(leg);
            start = new Start(leg.state(), leg.step(), leg.seconds());
        } while (record.training());
        progress.ends(work.variant(), record);
        return record;
    }

    private Start begin() {
        TrainerState state = TrainerState.start(
                InitialWeights.draw(work.engine().layout(), work.variant().seed())
                        .values());
        return new Start(state, 0, 0);
    }

    private Start resume(VariantRecord record, TrainedFiles files) {
        FileRecord checkpoint = files.checkpoints().get(0);
        int size = work.engine().layout().size();
        return new Start(Checkpoint.read(run.folder(), checkpoint.path(), size), record.step(), record.seconds());
    }

    private Leg leg(Start start) {
        SparkContext context = spark.sparkContext();
        JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
        Broadcast<Start> from = java.broadcast(start);
        TrainListener.mark(context, work, start.step());
        LegTask task = new LegTask(data, from, TrainMetrics.on(context), legSeconds);
        Leg leg = java.parallelize(List.of(work), 1).map(task).collect().get(0);
        from.destroy();
        return leg;
    }
}
