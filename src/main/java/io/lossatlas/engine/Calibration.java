package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.norm.BatchStatistics;
import io.lossatlas.engine.step.pass.BatchTensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Replaces running statistics by those of a batch, layer after layer. Its buffers are made for the first batch and kept. */
final class Calibration {
    private final CompiledNetwork network;
    private int groups;
    private List<Tensor> images;
    private BatchForward forward;

    Calibration(CompiledNetwork network) {
        this.network = network;
    }

    /**
     * Runs the batch forward and keeps its statistics.
     *
     * @param parameters with zeros from the end of the layout on; running means and variances are overwritten
     * @param batch the images
     */
    void recalibrate(float[] parameters, LabelledImages batch) {
        prepare(Groups.count(batch.count()));
        for (int g = 0; g < groups; g++) {
            Groups.load(batch, g * Lanes.LOGICAL, Groups.size(batch.count(), g), images.get(g));
        }
        forward.run(batch.count(), parameters);
        for (BatchStatistics statistics : forward.statistics()) {
            statistics.keep(parameters);
        }
    }

    private void prepare(int count) {
        if (count == groups) {
            return;
        }
        groups = count;
        List<List<Tensor>> slots = Slots.forStatistics(network, count);
        List<List<Tensor>> raw = new ArrayList<>(Collections.nCopies(slots.size(), List.of()));
        network.steps().forEach(step -> raw.set(step.makes(), slots.get(step.makes())));
        List<List<Tensor>> values = network.values(slots, count);
        images = values.get(0);
        forward = new BatchForward(network, new BatchTensors(values, raw), network.forward());
    }
}
