package io.lossatlas.train;

import io.lossatlas.engine.TrainerState;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.VariantRecord;

/**
 * Trains one variant to its end: one segment after the other, each published when it is done, so that a driver that
 * dies loses no more than the last of them.
 */
final class VariantTraining {
    private final Run run;
    private final VariantWork work;
    private final TrainedFiles files;
    private final SegmentRunner runner;
    private final TrainProgress progress;

    VariantTraining(Run run, VariantWork work, TrainedFiles files, SegmentRunner runner, TrainProgress progress) {
        this.run = run;
        this.work = work;
        this.files = files;
        this.runner = runner;
        this.progress = progress;
    }

    /** Trains a variant for a while. */
    @FunctionalInterface
    interface SegmentRunner {
        /** Trains on from a start. */
        TrainingSegment run(VariantWork work, Start start);
    }

    /** Goes on from what is published; gives what became of the variant. */
    VariantRecord run() {
        Start start = files.published().map(this::resume).orElseGet(() -> {
            files.startOver();
            return begin();
        });
        VariantRecord record;
        do {
            TrainingSegment segment = runner.run(work, start);
            record = files.publish(segment);
            start = new Start(segment.state(), segment.step(), segment.seconds());
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

    private Start resume(VariantRecord record) {
        FileRecord checkpoint = files.checkpoints().get(0);
        int size = work.engine().layout().size();
        return new Start(Checkpoint.read(run.folder(), checkpoint.path(), size), record.step(), record.seconds());
    }
}
