package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import io.lossatlas.engine.step.norm.NormBackward;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.Workspace;

/** The gradients of a convolution step: through ReLU and normalisation, then to weights and to what it read. */
final class ConvolutionBackward implements StepBackward {
    private final ConvolutionStep step;
    private final ConvolutionForward forward;
    private final StepGradients gradients;
    private final NormBackward norm;
    private final WeightGradient weightGradient;
    private final DataGradient dataGradient;
    private final Tensor dz;

    ConvolutionBackward(ConvolutionForward forward, StepGradients gradients, Workspace workspace) {
        this.step = forward.step;
        this.forward = forward;
        this.gradients = gradients;
        this.norm = new NormBackward(step.norm(), step.filter().bias(), step.floor(), forward.norm.moments());
        this.weightGradient = new WeightGradient(step.filter().shape(), workspace.sums());
        this.dataGradient = new DataGradient(step.filter().shape(), workspace.backward());
        this.dz = workspace.gradients().get(forward.to.get(0).shape());
    }

    @Override
    public void clear() {
        norm.clear();
    }

    @Override
    public void gate(int group, int images) {
        norm.gate(gradients.made().get(group), forward.to.get(group), forward.raw.get(group), images);
    }

    @Override
    public void settle(float[] parameters, float[] gradient) {
        norm.finish(parameters, gradient);
        weightGradient.clear();
        dataGradient.load(parameters, step.filter().weights());
    }

    @Override
    public void apply(int group, int images) {
        norm.apply(gradients.made().get(group), forward.raw.get(group), images, dz);
    }

    @Override
    public void propagate(int group) {
        weightGradient.add(forward.from.get(group), dz);
        if (step.adds()) {
            gradients.handOn(ConvolutionStep.ADDED, group);
        }
        if (gradients.fresh(0)) {
            dataGradient.run(dz, gradients.tensor(0, group));
        } else if (gradients.wanted(0)) {
            dataGradient.runAdding(dz, gradients.tensor(0, group));
        }
    }

    @Override
    public void finish(float[] gradient) {
        weightGradient.finish(gradient, step.filter().weights());
    }
}
