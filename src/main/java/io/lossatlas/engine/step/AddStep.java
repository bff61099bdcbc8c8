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
import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.Relu;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The sum of two values that no convolution takes in, and ReLU, where it has one.
 *
 * @param first value that it reads
 * @param second value that it reads
 * @param floor smallest value that it makes: 0 with ReLU, negative infinity without
 * @param makes value that it makes
 */
public record AddStep(int first, int second, float floor, int makes) implements Step {

    /** The step of a node. */
    public static Step of(PlacedNode at) {
        return new AddStep(at.values().get(0), at.values().get(1), ConvolutionStep.NO_FLOOR, NONE);
    }

    @Override
    public Optional<Step> followedBy(Node next, IntSupplier other) {
        return next.op() instanceof Relu && floor != 0
                ? Optional.of(new AddStep(first, second, 0, makes))
                : Optional.empty();
    }

    @Override
    public List<String> together() {
        return floor == 0 ? List.of("Add", ConvolutionStep.RELU) : List.of();
    }

    @Override
    public Step into(int value) {
        return new AddStep(first, second, floor, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.elementwise(first), Operand.elementwise(second));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return () -> add(values.get(first), values.get(second), floor, values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new LinearTangents(place, List.of(first, second), makes, floor == 0, new Linear() {
            @Override
            public void run(Tensor[] read, Tensor to) {
                add(read[0], read[1], Float.NEGATIVE_INFINITY, to);
            }

            @Override
            public void propagate(StepGradients gradients, int group) {
                gradients.handOn(0, group);
                gradients.handOn(1, group);
            }
        });
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(tensors.of(first), tensors.of(second), floor, tensors.of(makes));
    }

    private static void add(Tensor first, Tensor second, float floor, Tensor to) {
        for (int c = 0; c < to.shape().channels(); c++) {
            Affine.applyAdding(first, second, c, 1, 0, floor, to);
        }
    }

    private record Forward(List<Tensor> first, List<Tensor> second, float floor, List<Tensor> to)
            implements StepForward {
        @Override
        public void run(int group, int images) {
            add(first.get(group), second.get(group), floor, to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients, new ReluGradient());
        }
    }

    private record Backward(Forward forward, StepGradients gradients, ReluGradient relu) implements StepBackward {
        @Override
        public void gate(int group, int images) {
            if (forward.floor == 0) {
                relu.run(gradients.made().get(group), forward.to.get(group));
            }
        }

        @Override
        public void propagate(int group) {
            gradients.handOn(0, group);
            gradients.handOn(1, group);
        }
    }
}
