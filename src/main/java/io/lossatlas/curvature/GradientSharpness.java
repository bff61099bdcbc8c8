package io.lossatlas.curvature;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Sharpness along the gradient: the rise of the loss by one step of length {@value #RADIUS} up the gradient (Foret, Kleiner, Mobahi
 * and Neyshabur, "Sharpness-Aware Minimization", ICLR 2021), and {@code 2 / eta} with the smallest step {@code eta} down the
 * gradient that makes the loss rise (Kalra and Barkeshli, "Why Warmup the Learning Rate?", NeurIPS 2024: the critical learning
 * rate). Running statistics stay.
 */
final class GradientSharpness {
    /** Length of the step up. */
    static final double RADIUS = 0.05;

    private static final double FIRST = 1e-3;
    private static final int MOST_DOUBLINGS = 40;

    /** Of the smallest step that makes the loss rise. */
    private static final double PRECISION = 0.01;

    private final float[] weights;
    private final double[] gradient;
    private final double loss;
    private final double norm;
    private final ToDoubleFunction<float[]> lossAt;

    /**
     * At weights.
     *
     * @param loss there
     * @param lossAt the loss at other weights
     */
    GradientSharpness(
            ParameterLayout layout, float[] weights, double[] gradient, double loss, ToDoubleFunction<float[]> lossAt) {
        this.weights = weights;
        this.gradient = gradient.clone();
        for (Parameter parameter : layout.parameters()) {
            if (parameter.role().isRunningStatistic()) {
                Arrays.fill(this.gradient, parameter.offset(), parameter.end(), 0);
            }
        }
        this.loss = loss;
        double squares = 0;
        for (double entry : this.gradient) {
            squares += entry * entry;
        }
        this.norm = StrictMath.sqrt(squares);
        this.lossAt = lossAt;
    }

    /** Length of the gradient. */
    double norm() {
        return norm;
    }

    /** The rise by a step up; NaN where there is no gradient. */
    double sam() {
        return lossAt.applyAsDouble(stepped(RADIUS / norm)) - loss;
    }

    /** Empty where no step within bounds makes the loss rise, or any does. */
    OptionalDouble critical() {
        double high = FIRST;
        int doublings = 0;
        while (!rises(high) && doublings++ < MOST_DOUBLINGS) {
            high *= 2;
        }
        double low = high / 2;
        while (rises(low) && doublings++ < MOST_DOUBLINGS) {
            high = low;
            low /= 2;
        }
        if (doublings >= MOST_DOUBLINGS) {
            return OptionalDouble.empty();
        }
        while (high - low > PRECISION * high) {
            double middle = (low + high) / 2;
            if (rises(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalDouble.of(2 / high);
    }

    /** A loss that is not a number has risen. */
    private boolean rises(double step) {
        return !(lossAt.applyAsDouble(stepped(-step)) <= loss);
    }

    private float[] stepped(double step) {
        float[] moved = new float[weights.length];
        for (int n = 0; n < moved.length; n++) {
            moved[n] = (float) (weights[n] + step * gradient[n]);
        }
        return moved;
    }
}
