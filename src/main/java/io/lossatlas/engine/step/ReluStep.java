package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.ReluGradient;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.LinearTangents;
import io.lossatlas.engine.step.pass.LinearTangents.Linear;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.List;

/**
 * ReLU of a value that is read elsewhere too, or that nothing takes the ReLU with.
 *
 * @param from value that it reads
 * @param makes value that it makes
 */
public record ReluStep(int from, int makes) implements Step {

    /** The step of a node. */
    public static Step of(PlacedNode at) {
        return new ReluStep(at.value(), NONE);
    }

    @Override
    public Step into(int value) {
        return new ReluStep(from, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.elementwise(from));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return () -> rectify(values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new LinearTangents(place, List.of(from), makes, true, new Linear() {
            @Override
            public void run(Tensor[] read, Tensor to) {
                copy(read[0], to);
            }

            @Override
            public void propagate(StepGradients gradients, int group) {
                gradients.handOn(0, group);
            }
        });
    }

    private static void copy(Tensor from, Tensor to) {
        for (int c = 0; c < to.shape().channels(); c++) {
            Affine.apply(from, c, 1, 0, Float.NEGATIVE_INFINITY, to);
        }
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(tensors.of(from), tensors.of(makes));
    }

    private static void rectify(Tensor from, Tensor to) {
        for (int c = 0; c < to.shape().channels(); c++) {
            Affine.apply(from, c, 1, 0, 0, to);
        }
    }

    private record Forward(List<Tensor> from, List<Tensor> to) implements StepForward {
        @Override
        public void run(int group, int images) {
            rectify(from.get(group), to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(to, gradients, new ReluGradient());
        }
    }

    private record Backward(List<Tensor> made, StepGradients gradients, ReluGradient relu) implements StepBackward {
        @Override
        public void gate(int group, int images) {
            relu.run(gradients.made().get(group), made.get(group));
        }

        @Override
        public void propagate(int group) {
            gradients.handOn(0, group);
        }
    }
}
