package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import java.util.ArrayList;
import java.util.List;

/**
 * The trunk over a batch, each layer normalised by the batch's own mean and biased variance. A group of 16 images is
 * finished (normalised, added to, rectified) just before the next step convolves it, while it is in cache.
 */
final class BatchForward {
    private final Program program;
    private final List<Convolution> convolutions;
    private final List<List<Tensor>> raw;
    private final List<List<Tensor>> values;
    private final boolean[] passing;
    private final List<Moments> moments = new ArrayList<>();
    private final float[][] scale;
    private final float[][] shift;

    /**
     * A pass with tensors of its own or shared ones.
     *
     * @param raw for each step and group what the convolution makes; may be the tensor of the step's value
     * @param values for each value and group its tensor; those of value 0 hold the images
     */
    BatchForward(Program program, List<List<Tensor>> raw, List<List<Tensor>> values) {
        this.program = program;
        this.convolutions = program.convolutions();
        this.raw = raw;
        this.values = values;
        int steps = program.trunk().size();
        this.scale = new float[steps][];
        this.shift = new float[steps][];
        this.passing = new boolean[steps];
        for (int s = 0; s < steps; s++) {
            int channels = program.trunk().get(s).filter().channels();
            moments.add(new Moments(channels));
            passing[s] = program.passing(program.trunk().get(s).to());
            scale[s] = new float[channels];
            shift[s] = new float[channels];
        }
    }

    /**
     * Runs all steps but the finish of the last.
     *
     * @param images number of images in the batch
     * @param parameters with zeros from the end of the layout on
     */
    void run(int images, float[] parameters) {
        int groups = Groups.count(images);
        for (int s = 0; s < convolutions.size(); s++) {
            moments.get(s).clear();
            load(s, parameters);
            for (int g = 0; g < groups; g++) {
                if (s > 0) {
                    finish(s - 1, g);
                }
                convolve(s, g);
                if (program.trunk().get(s).norm() != null) {
                    moments.get(s).add(raw.get(s).get(g), Groups.size(images, g));
                }
            }
            scale(s, parameters);
        }
    }

    /** Finishes the last step for a group and returns its value. */
    Tensor last(int group) {
        int last = convolutions.size() - 1;
        finish(last, group);
        return values.get(program.trunk().get(last).to()).get(group);
    }

    /** Makes a step's value for a group once more, in the same bits, where that is not kept. */
    void restore(int s, int group) {
        if (passing[s]) {
            finish(s, group);
        }
    }

    /** Batch statistics of a step. */
    Moments moments(int step) {
        return moments.get(step);
    }

    private void load(int s, float[] parameters) {
        Program.Filter filter = program.trunk().get(s).filter();
        int bias = filter.bias() == Program.NONE ? program.layout().size() : filter.bias();
        convolutions.get(s).load(parameters, filter.weights(), bias);
    }

    private void convolve(int s, int group) {
        Tensor from = values.get(program.trunk().get(s).from()).get(group);
        convolutions.get(s).run(from, Float.NEGATIVE_INFINITY, raw.get(s).get(group));
    }

    private void scale(int s, float[] parameters) {
        Program.Norm norm = program.trunk().get(s).norm();
        for (int c = 0; c < scale[s].length; c++) {
            if (norm == null) {
                scale[s][c] = 1;
            } else {
                Moments batch = moments.get(s);
                double factor = parameters[norm.gamma() + c] / Math.sqrt(batch.variance(c) + norm.epsilon());
                scale[s][c] = (float) factor;
                shift[s][c] = (float) (parameters[norm.beta() + c] - batch.mean(c) * factor);
            }
        }
    }

    private void finish(int s, int group) {
        Program.Step step = program.trunk().get(s);
        Tensor from = raw.get(s).get(group);
        Tensor to = values.get(step.to()).get(group);
        for (int c = 0; c < scale[s].length; c++) {
            if (step.adds()) {
                Tensor added = values.get(step.added()).get(group);
                Affine.applyAdding(from, added, c, scale[s][c], shift[s][c], step.floor(), to);
            } else {
                Affine.apply(from, c, scale[s][c], shift[s][c], step.floor(), to);
            }
        }
    }
}
