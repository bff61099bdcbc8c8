package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import java.util.List;

/** Replaces running statistics by those of a batch, layer after layer. Its buffers are made for the first batch and kept. */
final class Calibration {
    private final Program program;
    private int groups;
    private List<List<Tensor>> values;
    private BatchForward forward;

    Calibration(Program program) {
        this.program = program;
    }

    /**
     * Runs the batch forward and keeps its statistics.
     *
     * @param parameters with zeros from the end of the layout on; running means and variances are overwritten
     * @param images the batch
     */
    void recalibrate(float[] parameters, LabelledImages images) {
        prepare(Groups.count(images.count()));
        for (int g = 0; g < groups; g++) {
            int count = Groups.size(images.count(), g);
            Groups.load(images, g * Lanes.LOGICAL, count, values.get(0).get(g));
        }
        forward.run(images.count(), parameters);
        for (int s = 0; s < program.trunk().size(); s++) {
            keep(program.trunk().get(s).norm(), forward.moments(s), parameters);
        }
    }

    private void prepare(int count) {
        if (count == groups) {
            return;
        }
        groups = count;
        List<List<Tensor>> slots = Slots.forStatistics(program, count);
        List<List<Tensor>> raw =
                program.trunk().stream().map(step -> slots.get(step.to())).toList();
        values = program.values(slots, count);
        forward = new BatchForward(program, raw, values);
    }

    private static void keep(Program.Norm norm, Moments batch, float[] parameters) {
        if (norm == null) {
            return;
        }
        for (int c = 0; c < batch.channels(); c++) {
            parameters[norm.mean() + c] = (float) batch.mean(c);
            parameters[norm.variance() + c] = (float) batch.variance(c);
        }
    }
}
