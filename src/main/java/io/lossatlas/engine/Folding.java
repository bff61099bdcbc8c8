package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Shape;

/**
 * Batch normalisation in evaluation mode folded into the convolution before it:
 * {@code w' = w gamma / sqrt(variance + epsilon)}, {@code bias' = beta - mean gamma / sqrt(variance + epsilon)}, in double
 * and rounded to float once. Folded filters lie where the filters lie in the parameter vector, folded biases where the
 * shifts lie, and behind the vector there are zeros for convolutions that have no bias.
 */
final class Folding {
    private final Program program;
    private final float[] folded;

    Folding(Program program) {
        this.program = program;
        int channels = program.values().stream().mapToInt(Shape::channels).max().orElse(0);
        this.folded = new float[program.layout().size() + channels];
    }

    /** Length of parameter arrays with their tail of zeros. */
    int size() {
        return folded.length;
    }

    /** Folds a point; returns the array that all steps and the head read, the same at every call. */
    float[] fold(float[] parameters) {
        System.arraycopy(parameters, 0, folded, 0, program.layout().size());
        for (Program.Step step : program.trunk()) {
            if (step.norm() != null) {
                fold(step.filter(), step.norm(), parameters);
            }
        }
        return folded;
    }

    /** Index of the first bias of a step in the folded array. */
    int bias(Program.Step step) {
        if (step.norm() != null) {
            return step.norm().beta();
        }
        return step.filter().bias() == Program.NONE
                ? program.layout().size()
                : step.filter().bias();
    }

    private void fold(Program.Filter filter, Program.Norm norm, float[] parameters) {
        int length = filter.count() / filter.channels();
        for (int c = 0; c < filter.channels(); c++) {
            double scale = parameters[norm.gamma() + c] / Math.sqrt(parameters[norm.variance() + c] + norm.epsilon());
            folded[norm.beta() + c] = (float) (parameters[norm.beta() + c] - parameters[norm.mean() + c] * scale);
            int first = filter.weights() + c * length;
            for (int n = first; n < first + length; n++) {
                folded[n] = (float) (parameters[n] * scale);
            }
        }
    }
}
