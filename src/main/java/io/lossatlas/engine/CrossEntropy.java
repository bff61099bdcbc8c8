package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Lanes;

/** Softmax cross-entropy of one image, in double from float logits {@code [class][16]}. */
final class CrossEntropy {
    private CrossEntropy() {}

    /** {@code log(sum_k exp(z_k)) - z_label}, NaN when a logit is NaN. */
    static double loss(float[] logits, int lane, int label) {
        return logSumExp(logits, lane) - logits[label * Lanes.LOGICAL + lane];
    }

    /** {@code log(sum_k exp(z_k))}, with the largest logit taken out of the exponents. */
    static double logSumExp(float[] logits, int lane) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int at = lane; at < logits.length; at += Lanes.LOGICAL) {
            largest = Math.max(largest, logits[at]);
        }
        if (!Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int at = lane; at < logits.length; at += Lanes.LOGICAL) {
            sum += StrictMath.exp(logits[at] - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /** Gradient of {@code loss / batch} by the logits of a lane: {@code (softmax - one-hot) / batch}. */
    static void gradient(float[] logits, int lane, int label, int batch, float[] gradient) {
        double total = logSumExp(logits, lane);
        for (int at = lane, k = 0; at < logits.length; at += Lanes.LOGICAL, k++) {
            double probability = StrictMath.exp(logits[at] - total);
            gradient[at] = (float) ((k == label ? probability - 1 : probability) / batch);
        }
    }

    /** The class of the largest logit, the first of equals, or -1 when a logit is NaN. */
    static int largest(float[] logits, int lane) {
        int best = 0;
        for (int k = 0; k * Lanes.LOGICAL < logits.length; k++) {
            float logit = logits[k * Lanes.LOGICAL + lane];
            if (Float.isNaN(logit)) {
                return -1;
            }
            if (logit > logits[best * Lanes.LOGICAL + lane]) {
                best = k;
            }
        }
        return best;
    }
}
