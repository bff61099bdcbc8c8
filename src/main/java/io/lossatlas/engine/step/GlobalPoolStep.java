package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.PlaneMeans;
import io.lossatlas.engine.kernel.Planes;
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
import io.lossatlas.graph.operation.Dense;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The mean of each plane as a vector.
 *
 * @param channels of what it reads
 * @param from value that it reads
 * @param makes value that it makes
 */
public record GlobalPoolStep(int channels, int from, int makes) implements Step {

    /** The step of a node. */
    public static Step of(PlacedNode at) {
        return new GlobalPoolStep(at.input().channels(), at.value(), NONE);
    }

    @Override
    public Optional<Step> followedBy(Node next, IntSupplier other) {
        return next.op() instanceof Dense op
                        && !op.inputsFirst()
                        && next.parameters().size() > 1
                ? Optional.of(HeadStep.of(op, next, channels, from))
                : Optional.empty();
    }

    @Override
    public Step into(int value) {
        return new GlobalPoolStep(channels, from, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.whole(from));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        PlaneMeans means = new PlaneMeans();
        Tensor to = values.get(makes);
        return () -> means.run(values.get(from), to.data(), to.at(0, 0, 0));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        PlaneMeans means = new PlaneMeans();
        float[] slopes = new float[Lanes.LOGICAL];
        return new LinearTangents(place, List.of(from), makes, false, new Linear() {
            @Override
            public void run(Tensor[] read, Tensor to) {
                means.run(read[0], to.data(), to.at(0, 0, 0));
            }

            @Override
            public void propagate(StepGradients gradients, int group) {
                propagateMeans(gradients, group, slopes);
            }
        });
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(new PlaneMeans(), tensors.of(from), tensors.of(makes));
    }

    private record Forward(PlaneMeans means, List<Tensor> from, List<Tensor> to) implements StepForward {
        @Override
        public void run(int group, int images) {
            Tensor vector = to.get(group);
            means.run(from.get(group), vector.data(), vector.at(0, 0, 0));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(gradients, new float[Lanes.LOGICAL]);
        }
    }

    private record Backward(StepGradients gradients, float[] slopes) implements StepBackward {
        @Override
        public void propagate(int group) {
            propagateMeans(gradients, group, slopes);
        }
    }

    private static void propagateMeans(StepGradients gradients, int group, float[] slopes) {
        if (!gradients.wanted(0)) {
            return;
        }
        Tensor dy = gradients.made().get(group);
        Tensor dx = gradients.sum(0, group);
        float share = PlaneMeans.share(dx);
        for (int c = 0; c < dx.shape().channels(); c++) {
            int at = dy.at(0, 0, c);
            for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                slopes[lane] = dy.data()[at + lane] * share;
            }
            Planes.add(dx, c, slopes);
        }
    }
}
