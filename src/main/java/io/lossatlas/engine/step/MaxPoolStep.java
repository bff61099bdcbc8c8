package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.MaxPooling;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.Windows;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.graph.operation.MaxPool;
import java.util.List;

/**
 * The largest value in each window of a plane.
 *
 * @param windows what is seen at once
 * @param from value that it reads
 * @param makes value that it makes
 */
public record MaxPoolStep(Windows windows, int from, int makes) implements Step {

    /** The step of a node. */
    public static Step of(MaxPool op, PlacedNode at) {
        return new MaxPoolStep(at.windows(op.window()), at.value(), NONE);
    }

    @Override
    public Step into(int value) {
        return new MaxPoolStep(windows, from, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.whole(from));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return () -> MaxPooling.run(windows, values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new Tangents(
                windows,
                place.tensors().values().get(from),
                place.tensors().values().get(makes),
                place.tensors().tangents().get(from),
                place.tensors().tangents().get(makes),
                place.gradients(),
                place.tangents());
    }

    /** Linear along a direction, by which of its values was the largest. */
    private record Tangents(
            Windows windows,
            List<Tensor> from,
            List<Tensor> made,
            List<Tensor> fromTangents,
            List<Tensor> madeTangents,
            StepGradients gradients,
            StepGradients gradientTangents)
            implements StepTangents {
        @Override
        public void run(int group) {
            MaxPooling.run(windows, from.get(group), made.get(group));
        }

        @Override
        public void runTangent(int group) {
            MaxPooling.tangent(
                    windows, from.get(group), made.get(group), fromTangents.get(group), madeTangents.get(group));
        }

        @Override
        public void backward(int group, int images) {
            propagate(gradients, group);
        }

        @Override
        public void backwardTangent(int group, int images) {
            propagate(gradientTangents, group);
        }

        private void propagate(StepGradients of, int group) {
            if (of.wanted(0)) {
                Tensor dx = of.sum(0, group);
                MaxPooling.addGradient(
                        windows, from.get(group), made.get(group), of.made().get(group), dx);
            }
        }
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(windows, tensors.of(from), tensors.of(makes));
    }

    private record Forward(Windows windows, List<Tensor> from, List<Tensor> to) implements StepForward {
        @Override
        public void run(int group, int images) {
            MaxPooling.run(windows, from.get(group), to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients);
        }
    }

    private record Backward(Forward forward, StepGradients gradients) implements StepBackward {
        @Override
        public void propagate(int group) {
            if (gradients.wanted(0)) {
                Tensor dy = gradients.made().get(group);
                Tensor dx = gradients.sum(0, group);
                MaxPooling.addGradient(forward.windows, forward.from.get(group), forward.to.get(group), dy, dx);
            }
        }
    }
}
