package io.lossatlas.surface;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.CurvatureProducts;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.ParameterLayout;

/**
 * An engine whose loss is known by formula: an image's loss is {@code (1 + label) * sum of squares of the parameters}, and
 * its answer is right where that is under 2. Recalibration adds the number of calibration images.
 *
 * @param layout of the parameters
 * @param poison a point whose first parameter is this cannot be computed
 */
record BowlEngine(ParameterLayout layout, float poison) implements Engine {
    @Override
    public Evaluator evaluator() {
        return new Bowl(poison);
    }

    @Override
    public Trainer trainer(TrainerState start, TrainerSettings settings) {
        throw new IllegalStateException("a bowl is not trained");
    }

    @Override
    public String name() {
        return "bowl";
    }

    /** Of each image's loss: 2 (1 + label) times the unit matrix. */
    @Override
    public CurvatureProducts curvatureProducts() {
        return new BowlCurvature(poison);
    }

    private record BowlCurvature(float poison) implements CurvatureProducts {
        @Override
        public void load(float[] parameters) {
            if (parameters[0] == poison) {
                throw new IllegalArgumentException("poisoned at " + poison);
            }
        }

        @Override
        public void recalibrate(LabelledImages calibration) {}

        @Override
        public double addGradient(LabelledImages images, int from, int to, double[] sum) {
            throw new IllegalStateException("nobody asks for the gradient of a bowl");
        }

        @Override
        public void addHessianProduct(float[] vector, LabelledImages images, int from, int to, double[] sum) {
            for (int n = from; n < to; n++) {
                for (int p = 0; p < sum.length; p++) {
                    sum[p] += 2.0 * (1 + images.label(n)) * vector[p];
                }
            }
        }

        @Override
        public void addGaussNewtonProduct(float[] vector, LabelledImages images, int from, int to, double[] sum) {
            throw new IllegalStateException("a bowl has no outputs");
        }

        @Override
        public void close() {}
    }

    private static final class Bowl implements Evaluator {
        private final float poison;
        private double height;

        Bowl(float poison) {
            this.poison = poison;
        }

        @Override
        public void load(float[] parameters) {
            if (parameters[0] == poison) {
                throw new IllegalArgumentException("poisoned at " + poison);
            }
            height = 0;
            for (float parameter : parameters) {
                height += (double) parameter * parameter;
            }
        }

        @Override
        public void recalibrate(LabelledImages calibration) {
            height += calibration.count();
        }

        @Override
        public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
            for (int n = 0; n < to - from; n++) {
                losses[n] = (1 + images.label(from + n)) * height;
                correct[n] = losses[n] < 2;
            }
        }

        @Override
        public void close() {}
    }
}
