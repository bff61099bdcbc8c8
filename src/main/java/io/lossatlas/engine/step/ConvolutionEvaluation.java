package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.List;

/** A convolution step with its normalisation folded into the filters. */
final class ConvolutionEvaluation implements StepEvaluation {
    private final ConvolutionStep step;
    private final Convolution convolution;
    private final int bias;
    private final Tensor from;
    private final Tensor added;
    private final Tensor to;

    ConvolutionEvaluation(ConvolutionStep step, List<Tensor> values, Workspace workspace) {
        this.step = step;
        this.from = values.get(step.from());
        this.added = step.adds() ? values.get(step.added()) : null;
        this.to = values.get(step.makes());
        this.convolution = step.filter().convolution(workspace);
        int own = step.filter().bias() == Step.NONE
                ? workspace.zeros()
                : step.filter().bias();
        this.bias = step.norm() == null ? own : step.norm().beta();
    }

    @Override
    public void load(float[] folded) {
        convolution.load(folded, step.filter().weights(), bias);
    }

    @Override
    public void run() {
        if (step.adds()) {
            convolution.runAdding(from, added, step.floor(), to);
        } else {
            convolution.run(from, step.floor(), to);
        }
    }
}
