package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.NormGradient;
import io.lossatlas.engine.kernel.Tensor;

/** Backward through a ReLU: {@code dy = made > 0 ? dy : 0}, in place. */
final class Rectified {
    private final float[] sums = new float[Lanes.LOGICAL];
    private final float[] products = new float[Lanes.LOGICAL];

    void gate(Tensor dy, Tensor made) {
        for (int c = 0; c < dy.shape().channels(); c++) {
            NormGradient.gate(dy, made, made, c, 0, 0, sums, products);
        }
    }
}
