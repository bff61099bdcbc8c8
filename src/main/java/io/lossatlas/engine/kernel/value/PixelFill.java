package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/** One number at some elements of a value. */
public final class PixelFill {
    private final PixelRuns runs;
    private final float filling;

    /** Fills these elements of values of a shape. */
    public PixelFill(Shape to, int[] elements, float filling) {
        this.runs = new PixelRuns(Offsets.of(to, elements));
        this.filling = filling;
    }

    /** Writes the number. */
    public void run(Tensor to) {
        for (int r = 0; r < runs.count(); r++) {
            PixelRows.fill(filling, to.data(), to.offset() + runs.start(0, r), runs.pixels(r));
        }
    }
}
