package io.lossatlas.bench;

import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerState;
import java.util.stream.IntStream;

/** An engine that trains, in minibatches of {@value BenchCase#COMPARED} images. */
final class TrainingContestant implements Contestant {
    private static final int BATCH = BenchCase.COMPARED;
    private static final int LOSSES = 2;

    private final Subject subject;
    private final Trainer trainer;
    private final double[] losses = new double[LOSSES];
    private int next;

    TrainingContestant(Engine engine, Subject subject) {
        this.subject = subject;
        this.trainer = engine.trainer(TrainerState.start(subject.weights().values()), subject.settings(BATCH));
        for (int step = 0; step < LOSSES; step++) {
            losses[step] = step(0);
        }
    }

    @Override
    public double warmUp(double seconds) {
        return Stopwatch.warmUp(seconds, BATCH, this::batch);
    }

    @Override
    public double[] losses() {
        return losses.clone();
    }

    @Override
    public Burst run(double seconds) {
        return Stopwatch.run(seconds, this::batch);
    }

    private int batch() {
        int from = next + BATCH > subject.images().count() ? 0 : next;
        step(from);
        next = from + BATCH;
        return BATCH;
    }

    private double step(int from) {
        int[] minibatch = IntStream.range(from, from + BATCH).toArray();
        return trainer.step(subject.images(), minibatch, Subject.LEARNING_RATE).loss();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
