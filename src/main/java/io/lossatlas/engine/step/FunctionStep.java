package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.function.RowFunction;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.engine.step.pass.Workspace.Needs;
import io.lossatlas.engine.step.value.RowFunctions;
import io.lossatlas.graph.operation.Pointwise;
import java.util.List;

/**
 * A function of each element by itself.
 *
 * @param op which
 * @param from value that it reads
 * @param makes value that it makes
 */
public record FunctionStep(Pointwise op, int from, int makes) implements Step {

    /** The step of a node. */
    public static Step of(Pointwise op, PlacedNode at) {
        return new FunctionStep(op, at.value(), NONE);
    }

    @Override
    public Step into(int value) {
        return new FunctionStep(op, from, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.elementwise(from));
    }

    @Override
    public Needs needs(List<Shape> values) {
        return new Needs(0, 0, 0, List.of(values.get(makes)));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        RowFunction function = RowFunctions.of(op);
        return () -> run(function, values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new FunctionTangents(this, RowFunctions.of(op), place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(RowFunctions.of(op), tensors.of(from), tensors.of(makes));
    }

    static void run(RowFunction function, Tensor x, Tensor y) {
        Shape shape = x.shape();
        int row = shape.width() * Lanes.LOGICAL;
        for (int c = 0; c < shape.channels(); c++) {
            for (int r = 0; r < shape.height(); r++) {
                int at = x.at(c, r, 0);
                int into = y.at(c, r, 0);
                for (int i = 0; i < row; i += RowFunction.MOST) {
                    function.value(x.data(), at + i, y.data(), into + i, Math.min(RowFunction.MOST, row - i));
                }
            }
        }
    }

    static void slope(RowFunction function, Tensor x, Tensor dy) {
        Shape shape = x.shape();
        int row = shape.width() * Lanes.LOGICAL;
        for (int c = 0; c < shape.channels(); c++) {
            for (int r = 0; r < shape.height(); r++) {
                int at = x.at(c, r, 0);
                int into = dy.at(c, r, 0);
                for (int i = 0; i < row; i += RowFunction.MOST) {
                    function.slope(x.data(), at + i, dy.data(), into + i, Math.min(RowFunction.MOST, row - i));
                }
            }
        }
    }

    private record Forward(RowFunction function, List<Tensor> from, List<Tensor> to) implements StepForward {
        @Override
        public void run(int group, int images) {
            FunctionStep.run(function, from.get(group), to.get(group));
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
                slope(
                        forward.function,
                        forward.from.get(group),
                        gradients.made().get(group));
                gradients.handOn(0, group);
            }
        }
    }
}
