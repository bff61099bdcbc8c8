package io.lossatlas.train;

import io.lossatlas.train.TrainingSegment.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Records of a variant before an update, or at the end: weights, and losses on the fixed slices. */
final class Snapshots implements AutoCloseable {
    private final VariantWork work;
    private final History history;
    private final FixedSlice slice;
    private final List<Snapshot> kept = new ArrayList<>();

    Snapshots(VariantWork work, TrainingData data, History history) {
        this.work = work;
        this.history = history;
        this.slice = new FixedSlice(work.engine().evaluator(), data);
    }

    /** Whether there is anything to keep before update {@code step}. */
    boolean wants(int step) {
        return work.keepsWeights(step) || work.evaluates(step);
    }

    /** Keeps or evaluates weights; the array is not copied. */
    void take(int step, float[] parameters, double seconds) {
        if (work.keepsWeights(step)) {
            kept.add(new Snapshot(step, parameters));
        }
        if (work.evaluates(step)) {
            slice.evaluate(step, parameters, seconds, history);
        }
    }

    List<Snapshot> kept() {
        return kept;
    }

    @Override
    public void close() {
        slice.close();
    }
}
