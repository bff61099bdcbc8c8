package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import java.util.Arrays;

/**
 * Logits less their mean, which are all that a loss depends on. From an evaluator they come as the losses of one image
 * under every label: {@code loss_k = log(sum exp z) - z_k}.
 */
final class CentredLogits {
    private CentredLogits() {}

    /** Of all images, {@code [image][class]}. */
    static double[][] of(Evaluator evaluator, LabelledImages images) {
        double[][] logits = new double[images.count()][images.classes()];
        double[] losses = new double[images.count()];
        int[] labels = new int[images.count()];
        for (int k = 0; k < images.classes(); k++) {
            Arrays.fill(labels, k);
            LabelledImages asked = images.labelled(labels);
            evaluator.evaluate(asked, 0, images.count(), losses, new boolean[images.count()]);
            for (int n = 0; n < losses.length; n++) {
                logits[n][k] = -losses[n];
            }
        }
        return of(logits);
    }

    static double[][] of(double[][] logits) {
        return Arrays.stream(logits).map(CentredLogits::centred).toArray(double[][]::new);
    }

    private static double[] centred(double[] logits) {
        double mean = Arrays.stream(logits).average().orElseThrow();
        return Arrays.stream(logits).map(logit -> logit - mean).toArray();
    }

    /** The largest distance of an image's logits from the expected ones, relative to the largest of these. */
    static double error(double[][] found, double[][] expected) {
        double worst = 0;
        for (int n = 0; n < expected.length; n++) {
            double scale = Arrays.stream(expected[n]).map(Math::abs).max().orElseThrow();
            for (int k = 0; k < expected[n].length; k++) {
                double error = Math.abs(found[n][k] - expected[n][k]) / scale;
                worst = error > worst || Double.isNaN(error) ? error : worst;
            }
        }
        return worst;
    }
}
