package io.lossatlas.analysis.surface;

import io.lossatlas.plane.LossGrid;
import java.util.Arrays;
import java.util.List;

/** A surface that is measured: its losses, and what several metrics need of them, made when it is first asked for. Of one thread. */
public final class MeasuredSurface {
    private final LossGrid losses;
    private final SurfaceContext context;
    private LossGrid logs;
    private double[] sorted;
    private List<Valley> valleys;

    /** Losses and what is known of them. */
    public MeasuredSurface(LossGrid losses, SurfaceContext context) {
        this.losses = losses;
        this.context = context;
    }

    LossGrid losses() {
        return losses;
    }

    SurfaceContext context() {
        return context;
    }

    /** The natural logarithm of the losses; a hole where the loss is 0. */
    LossGrid logs() {
        if (logs == null) {
            logs = losses.log();
        }
        return logs;
    }

    /** All losses without the holes, from the least to the largest; not to be written to. */
    double[] sorted() {
        if (sorted == null) {
            sorted = Arrays.stream(losses.loss())
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
        }
        return sorted;
    }

    /** The valleys of the merge tree whose barrier is more than 0. */
    List<Valley> valleys() {
        if (valleys == null) {
            valleys = MergeTree.valleys(losses);
        }
        return valleys;
    }
}
