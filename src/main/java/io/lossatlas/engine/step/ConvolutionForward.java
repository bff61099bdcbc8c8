package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.step.norm.BatchStatistics;
import io.lossatlas.engine.step.norm.NormForward;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.List;
import java.util.Optional;

/** A convolution step in training: a group is finished (normalised, added to, rectified) just before the next step reads it, while it is in cache. */
final class ConvolutionForward implements StepForward {
    final ConvolutionStep step;
    private final Convolution convolution;
    private final int bias;
    final List<Tensor> from;
    final List<Tensor> raw;
    private final List<Tensor> added;
    final List<Tensor> to;
    final NormForward norm;

    ConvolutionForward(ConvolutionStep step, BatchTensors tensors, Workspace workspace) {
        this.step = step;
        this.from = tensors.of(step.from());
        this.raw = tensors.raw().get(step.makes());
        this.added = step.adds() ? tensors.of(step.added()) : List.of();
        this.to = tensors.of(step.makes());
        this.convolution = step.filter().convolution(workspace);
        this.bias = step.filter().bias() == Step.NONE
                ? workspace.zeros()
                : step.filter().bias();
        this.norm = new NormForward(step.norm(), step.filter().channels(), step.floor());
    }

    @Override
    public void begin(float[] parameters) {
        norm.clear();
        convolution.load(parameters, step.filter().weights(), bias);
    }

    @Override
    public void run(int group, int images) {
        convolution.run(from.get(group), ConvolutionStep.NO_FLOOR, raw.get(group));
        norm.add(raw.get(group), images);
    }

    @Override
    public void close(float[] parameters) {
        norm.close(parameters);
    }

    @Override
    public void finish(int group) {
        if (step.adds()) {
            norm.finishAdding(raw.get(group), added.get(group), to.get(group));
        } else {
            norm.finish(raw.get(group), to.get(group));
        }
    }

    @Override
    public Optional<BatchStatistics> statistics() {
        return Optional.ofNullable(step.norm()).map(by -> new BatchStatistics(by, norm.moments()));
    }

    @Override
    public StepBackward backward(StepGradients gradients, Workspace workspace) {
        return new ConvolutionBackward(this, gradients, workspace);
    }
}
