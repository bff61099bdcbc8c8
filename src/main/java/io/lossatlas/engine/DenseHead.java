package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.RowSums;
import io.lossatlas.engine.kernel.Tensor;

/** Global average pooling and a dense layer for groups of 16 images. Belongs to one thread. */
final class DenseHead {
    private final Program.Head head;
    private final float[] sums = new float[Lanes.LOGICAL];
    private final float[] pooled;
    private final float[] logits;

    DenseHead(Program.Head head) {
        this.head = head;
        this.pooled = new float[head.channels() * Lanes.LOGICAL];
        this.logits = new float[head.classes() * Lanes.LOGICAL];
    }

    /** Logits {@code [class][16]} of a group; valid until the next call. */
    float[] logits(Tensor from, float[] parameters) {
        pool(from);
        for (int k = 0; k < head.classes(); k++) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                logits[k * Lanes.LOGICAL + lane] = parameters[head.bias() + k];
            }
            for (int c = 0; c < head.channels(); c++) {
                float weight = parameters[head.weights() + k * head.channels() + c];
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    int at = k * Lanes.LOGICAL + lane;
                    logits[at] = Math.fma(pooled[c * Lanes.LOGICAL + lane], weight, logits[at]);
                }
            }
        }
        return logits;
    }

    /** Means of the planes of the last group, {@code [channel][16]}. */
    float[] pooled() {
        return pooled;
    }

    private void pool(Tensor from) {
        float share = 1f / from.shape().pixels();
        for (int c = 0; c < head.channels(); c++) {
            RowSums.sum(from, c, sums);
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                pooled[c * Lanes.LOGICAL + lane] = sums[lane] * share;
            }
        }
    }
}
