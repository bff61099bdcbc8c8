package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The trunk backward over a batch, from the last step to the first. A group goes through the normalisation, both
 * gradients of the convolution and the ReLU before it in one turn, while it is in cache.
 */
final class BatchBackward {
    private final Program program;
    private final BatchForward forward;
    private final List<List<Tensor>> raw;
    private final List<List<Tensor>> values;
    private final GradientSlots slots;
    private final List<List<Tensor>> gradients;
    private final Map<Shape, Tensor> scratch;
    private final List<NormBackward> norms = new ArrayList<>();
    private final List<WeightGradient> weightGradients = new ArrayList<>();
    private final List<DataGradient> dataGradients = new ArrayList<>();

    BatchBackward(
            Program program, BatchForward forward, List<List<Tensor>> raw, List<List<Tensor>> values, int groups) {
        this.program = program;
        this.forward = forward;
        this.raw = raw;
        this.values = values;
        this.slots = new GradientSlots(program);
        this.gradients = slots.tensors(groups);
        int largest = program.trunk().stream()
                .mapToInt(step -> step.filter().count())
                .max()
                .orElse(0);
        Scratch sums = Scratch.of(WeightGradient.scratch(largest));
        Scratch working = Scratch.of(program.largest(step -> {
            Program.Filter filter = step.filter();
            Shape in = program.values().get(step.from());
            return DataGradient.scratch(in, filter.channels(), filter.kernel(), filter.stride());
        }));
        for (int s = 0; s < program.trunk().size(); s++) {
            Program.Step step = program.trunk().get(s);
            Program.Filter filter = step.filter();
            Shape in = program.values().get(step.from());
            norms.add(new NormBackward(step, forward.moments(s)));
            weightGradients.add(new WeightGradient(in, filter.channels(), filter.kernel(), filter.stride(), sums));
            dataGradients.add(new DataGradient(in, filter.channels(), filter.kernel(), filter.stride(), working));
        }
        this.scratch = Arena.ofEach(program.trunk().stream()
                .map(step -> program.values().get(step.to()))
                .toList());
    }

    /** Where the gradient of the trunk's value for a group goes, before {@link #begin}. */
    Tensor last(int group) {
        return gradients.get(program.head().from()).get(group);
    }

    /** Starts a batch. */
    void clear() {
        norms.forEach(NormBackward::clear);
    }

    /** Takes a group's gradient of the trunk's value, with {@code images} of its lanes in use. */
    void begin(int group, int images) {
        gate(program.trunk().size() - 1, group, images);
    }

    /**
     * Goes through all steps, once every group has begun.
     *
     * @param images number of images in the batch
     * @param gradient receives the gradients of all parameters of the trunk
     */
    void run(int images, float[] parameters, float[] gradient) {
        int groups = Groups.count(images);
        for (int s = program.trunk().size() - 1; s >= 0; s--) {
            Program.Filter filter = program.trunk().get(s).filter();
            norms.get(s).finish(parameters, gradient);
            weightGradients.get(s).clear();
            dataGradients.get(s).load(parameters, filter.weights());
            for (int g = 0; g < groups; g++) {
                step(s, g, Groups.size(images, g));
                if (s > 0) {
                    gate(s - 1, g, Groups.size(images, g));
                }
            }
            weightGradients.get(s).finish(gradient, filter.weights());
        }
    }

    private void gate(int s, int group, int images) {
        int made = program.trunk().get(s).to();
        norms.get(s)
                .gate(
                        gradients.get(made).get(group),
                        values.get(made).get(group),
                        raw.get(s).get(group),
                        images);
    }

    private void step(int s, int group, int images) {
        Program.Step step = program.trunk().get(s);
        Tensor dy = gradients.get(step.to()).get(group);
        Tensor dz = scratch.get(dy.shape());
        norms.get(s).apply(dy, raw.get(s).get(group), images, dz);
        if (s > 0) {
            forward.restore(s - 1, group);
        }
        weightGradients.get(s).add(values.get(step.from()).get(group), dz);
        if (step.adds() && step.added() != 0 && !slots.sharing(s)) {
            addTo(gradients.get(step.added()).get(group), dy);
        }
        switch (slots.origin(s)) {
            case FRESH ->
                dataGradients.get(s).run(dz, gradients.get(step.from()).get(group));
            case BEGUN ->
                dataGradients.get(s).runAdding(dz, gradients.get(step.from()).get(group));
            case UNWANTED -> {}
        }
    }

    private static void addTo(Tensor sum, Tensor more) {
        for (int c = 0; c < sum.shape().channels(); c++) {
            Affine.applyAdding(more, sum, c, 1, 0, Float.NEGATIVE_INFINITY, sum);
        }
    }
}
