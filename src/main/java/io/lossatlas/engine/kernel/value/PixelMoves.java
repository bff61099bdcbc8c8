package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/** Pixels of one tensor copied to places of another, and gradients back. */
public final class PixelMoves {
    private static final int FROM = 0;
    private static final int TO = 1;

    private final PixelRuns runs;

    /**
     * Moves element {@code sources[n]} of one value to element {@code targets[n]} of another.
     *
     * @param targets each at most once
     */
    public PixelMoves(Shape from, int[] sources, Shape to, int[] targets) {
        this.runs = new PixelRuns(Offsets.of(from, sources), Offsets.of(to, targets));
    }

    /** {@code to[targets[n]] = from[sources[n]]}. */
    public void run(Tensor from, Tensor to) {
        for (int r = 0; r < runs.count(); r++) {
            PixelRows.copy(
                    from.data(),
                    from.offset() + runs.start(FROM, r),
                    runs.step(FROM, r),
                    to.data(),
                    to.offset() + runs.start(TO, r),
                    runs.pixels(r));
        }
    }

    /** {@code dx[sources[n]] += dy[targets[n]]}, in the order of n. */
    public void addGradient(Tensor dy, Tensor dx) {
        for (int r = 0; r < runs.count(); r++) {
            PixelRows.add(
                    1,
                    dy.data(),
                    dy.offset() + runs.start(TO, r),
                    Lanes.LOGICAL,
                    dx.data(),
                    dx.offset() + runs.start(FROM, r),
                    runs.step(FROM, r),
                    runs.pixels(r));
        }
    }
}
