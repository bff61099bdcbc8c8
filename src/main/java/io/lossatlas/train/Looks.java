package io.lossatlas.train;

import io.lossatlas.train.Leg.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** What is kept of a variant before an update, or at the end: weights, and losses on the fixed slices. */
final class Looks implements AutoCloseable {
    private final VariantWork work;
    private final History history;
    private final FixedSlice slice;
    private final List<Snapshot> snapshots = new ArrayList<>();

    Looks(VariantWork work, TrainingData data, History history) {
        this.work = work;
        this.history = history;
        this.slice = new FixedSlice(work.engine().evaluator(), data);
    }

    /** Whether there is anything to look at before update {@code step}. */
    boolean wants(int step) {
        return work.keepsWeights(step) || work.evaluates(step);
    }

    /** Looks at weights, which are kept as they are. */
    void at(int step, float[] parameters, double seconds) {
        if (work.keepsWeights(step)) {
            snapshots.add(new Snapshot(step, parameters));
        }
        if (work.evaluates(step)) {
            slice.evaluate(step, parameters, seconds, history);
        }
    }

    List<Snapshot> snapshots() {
        return snapshots;
    }

    @Override
    public void close() {
        slice.close();
    }
}
