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
    private final Eta eta = new Eta();
    private double operationsBefore;
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
        operationsBefore += (double) done * operationsPerStep;
        line.line(
                done == 0
                        ? "train %s: %,d steps".formatted(variant, steps)
                        : "train %s: goes on from step %,d of %,d".formatted(variant, done, steps));
    }

    @Override
    public synchronized void advanced(String variant, int step, double loss) {
        Training training = trainings.get(variant);
        training.step = Math.max(step, training.step);
        latest = String.format(Locale.ROOT, "%s step %,d loss %.4g", variant, training.step, loss);
        line.update(this, this::state);
    }

    @Override
    public synchronized void ends(Variant variant, VariantRecord record) {
        Training training = trainings.get(variant.id());
        training.step = training.steps;
        String outcome = record.diverged() ? "diverged at step %,d".formatted(record.step()) : "trained";
        line.line("train %s: %s in %s".formatted(variant, outcome, Eta.clock(record.seconds())));
        if (done() == total()) {
            line.ends(this);
        } else {
            line.update(this, this::state);
        }
    }

    private synchronized String state() {
        double fresh = done() - operationsBefore;
        int ended = (int) trainings.values().stream()
                .filter(training -> training.step == training.steps)
                .count();
        return String.format(
                Locale.ROOT,
                "train %d/%d variants  %.0f %%  %.0f GFLOP/s  ETA %s  (%s)",
                ended,
                trainings.size(),
                100 * done() / total(),
                fresh / eta.elapsed() / GIGA,
                eta.left(fresh, total() - operationsBefore),
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
