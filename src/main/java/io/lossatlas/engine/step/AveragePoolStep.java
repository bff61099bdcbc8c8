package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.AveragePooling;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.Windows;
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
import io.lossatlas.graph.operation.AveragePool;
import java.util.List;

/**
 * The mean of each window of a plane.
 *
 * @param windows what is seen at once
 * @param divisor what a window's sum is divided by
 * @param from value that it reads
 * @param makes value that it makes
 */
public record AveragePoolStep(Windows windows, AveragePooling.Divisor divisor, int from, int makes) implements Step {

    /** The step of a node. */
    public static Step of(AveragePool op, PlacedNode at) {
        AveragePooling.Divisor divisor =
                switch (op.divisor()) {
                    case AREA -> AveragePooling.Divisor.AREA;
                    case VALUES -> AveragePooling.Divisor.VALUES;
                };
        return new AveragePoolStep(at.windows(op.window()), divisor, at.value(), NONE);
    }

    @Override
    public Step into(int value) {
        return new AveragePoolStep(windows, divisor, from, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.whole(from));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        AveragePooling pooling = new AveragePooling(windows, divisor);
        return () -> pooling.run(values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        AveragePooling pooling = new AveragePooling(windows, divisor);
        return new LinearTangents(place, List.of(from), makes, false, new Linear() {
            @Override
            public void run(Tensor[] read, Tensor to) {
                pooling.run(read[0], to);
            }

            @Override
            public void propagate(StepGradients gradients, int group) {
                if (gradients.wanted(0)) {
                    pooling.addGradient(gradients.made().get(group), gradients.sum(0, group));
                }
            }
        });
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(new AveragePooling(windows, divisor), tensors.of(from), tensors.of(makes));
    }

    private record Forward(AveragePooling pooling, List<Tensor> from, List<Tensor> to) implements StepForward {
        @Override
        public void run(int group, int images) {
            pooling.run(from.get(group), to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(pooling, gradients);
        }
    }

    private record Backward(AveragePooling pooling, StepGradients gradients) implements StepBackward {
        @Override
        public void propagate(int group) {
            if (gradients.wanted(0)) {
                pooling.addGradient(gradients.made().get(group), gradients.sum(0, group));
            }
        }
    }
}
