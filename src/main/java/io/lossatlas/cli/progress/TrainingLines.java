package io.lossatlas.cli.progress;

import io.lossatlas.model.Variant;
import io.lossatlas.store.VariantRecord;
import io.lossatlas.train.TrainProgress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells on the terminal or in a log how training gets on. */
public final class TrainingLines implements TrainProgress {
    private static final double GIGA = 1e9;

    private final ProgressLine line;
    private final Map<String, Training> trainings = new TreeMap<>();
    private final Rate rate = new Rate();
    private String latest = "";

    /** Progress as a part of a line. */
    public TrainingLines(ProgressLine line) {
        this.line = line;
    }

    private static final class Training {
        private final int steps;
        private final double operations;
        private int step;

        Training(int steps, int step, double operations) {
            this.steps = steps;
            this.step = step;
            this.operations = operations;
        }
    }

    @Override
    public synchronized void planned(Variant variant, int steps, int done, long operationsPerStep) {
        trainings.put(variant.id(), new Training(steps, done, operationsPerStep));
        line.work().plan(WorkLeft.TRAINING * (steps - done) * operationsPerStep);
        line.line(
                done == 0
                        ? "train %s: %,d steps".formatted(variant, steps)
                        : "train %s: goes on from step %,d of %,d".formatted(variant, done, steps));
    }

    @Override
    public synchronized void advanced(String variant, int step, double loss) {
        Training training = trainings.get(variant);
        does(training, step);
        latest = String.format(Locale.ROOT, "%s step %,d loss %.4g", variant, training.step, loss);
        line.update(this, this::state);
    }

    @Override
    public synchronized void ends(Variant variant, VariantRecord record) {
        Training training = trainings.get(variant.id());
        line.work().plan(WorkLeft.TRAINING * training.operations * (record.step() - training.steps));
        does(training, record.step());
        training.step = training.steps;
        String outcome = record.diverged() ? "diverged at step %,d".formatted(record.step()) : "trained";
        line.line("train %s: %s in %s".formatted(variant, outcome, ClockText.of(record.seconds())));
        if (done() == total()) {
            line.ends(this);
        } else {
            line.update(this, this::state);
        }
    }

    private void does(Training training, int step) {
        double operations = Math.max(0, step - training.step) * training.operations;
        rate.does(operations);
        line.work().does(WorkLeft.TRAINING * operations);
        training.step = Math.max(step, training.step);
    }

    private synchronized String state() {
        int ended = (int) trainings.values().stream()
                .filter(training -> training.step == training.steps)
                .count();
        return String.format(
                Locale.ROOT,
                "train %d/%d variants  %.0f %%  %.0f GFLOP/s  (%s)",
                ended,
                trainings.size(),
                100 * done() / total(),
                rate.perSecond() / GIGA,
                latest);
    }

    private double done() {
        return trainings.values().stream()
                .mapToDouble(training -> training.step * training.operations)
                .sum();
    }

    private double total() {
        return trainings.values().stream()
                .mapToDouble(training -> training.steps * training.operations)
                .sum();
    }
}
