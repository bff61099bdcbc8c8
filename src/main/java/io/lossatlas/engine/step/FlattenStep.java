package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Rows;
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
 * The values of an image as a vector, channel after channel and row after row.
 *
 * @param from value that it reads
 * @param makes value that it makes
 */
public record FlattenStep(int from, int makes) implements Step {

    /** The step of a node. */
    public static Step of(PlacedNode at) {
        return new FlattenStep(at.value(), NONE);
    }

    @Override
    public Step into(int value) {
        return new FlattenStep(from, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.whole(from));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return () -> Rows.gather(values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new LinearTangents(place, List.of(from), makes, false, new Linear() {
            @Override
            public void run(Tensor[] read, Tensor to) {
                Rows.gather(read[0], to);
            }

            @Override
            public void propagate(StepGradients gradients, int group) {
                if (gradients.wanted(0)) {
                    Rows.addScattered(gradients.made().get(group), gradients.sum(0, group));
                }
            }
        });
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(tensors.of(from), tensors.of(makes));
    }

    private record Forward(List<Tensor> from, List<Tensor> to) implements StepForward {
        @Override
        public void run(int group, int images) {
            Rows.gather(from.get(group), to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(gradients);
        }
    }

    private record Backward(StepGradients gradients) implements StepBackward {
        @Override
        public void propagate(int group) {
            if (gradients.wanted(0)) {
                Rows.addScattered(gradients.made().get(group), gradients.sum(0, group));
            }
        }
    }
}
