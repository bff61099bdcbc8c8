package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Convolution;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Replaces running statistics by those of a batch, layer after layer. Its buffers are made for the first batch and kept. */
final class Calibration {
    private final Program program;
    private final List<Convolution> convolutions;
    private final BatchStatistics statistics = new BatchStatistics();
    private final List<List<Tensor>> values = new ArrayList<>();
    private int groups;

    Calibration(Program program) {
        this.program = program;
        this.convolutions = program.convolutions();
    }

    /**
     * Runs the batch forward, each layer normalised by its own statistics.
     *
     * @param parameters with a tail of zeros from {@code noBias} on; running means and variances are overwritten
     * @param images the batch
     */
    void recalibrate(float[] parameters, int noBias, LabelledImages images) {
        prepare(Groups.count(images.count()));
        for (int g = 0; g < groups; g++) {
            Groups.load(
                    images,
                    g * Lanes.LOGICAL,
                    Groups.size(images.count(), g),
                    values.get(0).get(g));
        }
        for (int s = 0; s < convolutions.size(); s++) {
            run(program.trunk().get(s), convolutions.get(s), parameters, noBias, images.count());
        }
    }

    private void prepare(int count) {
        if (count == groups) {
            return;
        }
        values.clear();
        values.addAll(Slots.forStatistics(program, count));
        groups = count;
    }

    private void run(Program.Step step, Convolution convolution, float[] parameters, int noBias, int images) {
        List<Tensor> from = values.get(step.from());
        List<Tensor> to = values.get(step.to());
        int bias = step.filter().bias() == Program.NONE ? noBias : step.filter().bias();
        for (int g = 0; g < groups; g++) {
            convolution.run(from.get(g), parameters, step.filter().weights(), bias, Float.NEGATIVE_INFINITY, to.get(g));
        }
        for (int c = 0; c < step.filter().channels(); c++) {
            float scale = 1;
            float shift = 0;
            if (step.norm() != null) {
                statistics.compute(to, images, c);
                Program.Norm norm = step.norm();
                parameters[norm.mean() + c] = (float) statistics.mean();
                parameters[norm.variance() + c] = (float) statistics.variance();
                double factor = parameters[norm.gamma() + c] / Math.sqrt(statistics.variance() + norm.epsilon());
                scale = (float) factor;
                shift = (float) (parameters[norm.beta() + c] - statistics.mean() * factor);
            }
            finish(step, c, scale, shift);
        }
    }

    private void finish(Program.Step step, int channel, float scale, float shift) {
        List<Tensor> to = values.get(step.to());
        for (int g = 0; g < groups; g++) {
            if (step.adds()) {
                Tensor added = values.get(step.added()).get(g);
                Affine.applyAdding(to.get(g), added, channel, scale, shift, step.floor(), to.get(g));
            } else {
                Affine.apply(to.get(g), channel, scale, shift, step.floor(), to.get(g));
            }
        }
    }
}
