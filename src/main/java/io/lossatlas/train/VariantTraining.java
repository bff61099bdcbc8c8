package io.lossatlas.train;

import io.lossatlas.engine.TrainerState;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.VariantRecord;

/**
 * Trains one variant to its end: one leg after the other, each published when it is done, so that a driver that dies loses
 * no more than the last of them.
 */
final class VariantTraining {
    private final Run run;
    private final VariantWork work;
    private final TrainedFiles files;
    private final Legs legs;
    private final TrainProgress progress;

    VariantTraining(Run run, VariantWork work, TrainedFiles files, Legs legs, TrainProgress progress) {
        this.run = run;
        this.work = work;
        this.files = files;
        this.legs = legs;
        this.progress = progress;
    }

    /** What trains a variant for a while. */
    @FunctionalInterface
    interface Legs {
        /** Trains on from a start. */
        Leg run(VariantWork work, Start start);
    }

    /** Goes on from what is published; gives what became of the variant. */
    VariantRecord run() {
        Start start = files.published().map(this::resume).orElseGet(() -> {
            files.startOver();
            return begin();
        });
        VariantRecord record;
        do {
            Leg leg = legs.run(work, start);
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

    private Start resume(VariantRecord record) {
        FileRecord checkpoint = files.checkpoints().get(0);
        int size = work.engine().layout().size();
        return new Start(Checkpoint.read(run.folder(), checkpoint.path(), size), record.step(), record.seconds());
    }
}
