package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Rows;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/** Means of pixels of one tensor as pixels of another, and gradients back. */
public final class PixelMeans {
    private static final int FROM = 0;
    private static final int TO = 1;

    private final PixelRuns runs;
    private final float share;

    /**
     * Means of equally many elements each.
     *
     * @param means for each element of what is averaged the element of the result that it is part of
     */
    public PixelMeans(Shape from, int[] means, Shape to) {
        this.runs = new PixelRuns(Offsets.of(from), Offsets.of(to, means));
        this.share = (float) (to.channels() * to.pixels() / (double) means.length);
    }

    /** Sums the elements in their order, in four interleaved parts where several in a row are part of one mean. */
    public void run(Tensor from, Tensor to) {
        Rows.clear(to);
        for (int r = 0; r < runs.count(); r++) {
            int at = from.offset() + runs.start(FROM, r);
            int into = to.offset() + runs.start(TO, r);
            if (runs.step(TO, r) == 0) {
                PixelRows.sum(from.data(), at, to.data(), into, runs.pixels(r));
            } else {
                int step = runs.step(TO, r);
                PixelRows.add(1, from.data(), at, step, to.data(), into, step, runs.pixels(r));
            }
        }
        for (int c = 0; c < to.shape().channels(); c++) {
            Affine.apply(to, c, share, 0, Float.NEGATIVE_INFINITY, to);
        }
    }

    /** Adds to each element's gradient its share of that of its mean. */
    public void addGradient(Tensor dy, Tensor dx) {
        for (int r = 0; r < runs.count(); r++) {
            PixelRows.add(
                    share,
                    dy.data(),
                    dy.offset() + runs.start(TO, r),
                    runs.step(TO, r),
                    dx.data(),
                    dx.offset() + runs.start(FROM, r),
                    runs.step(FROM, r),
                    runs.pixels(r));
        }
    }
}
