package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelSums;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.graph.operation.Constant;
import java.util.List;

/**
 * A value that is the same for each image: a parameter, or numbers that nothing trains.
 *
 * @param numbers these numbers in C order; empty for a parameter
 * @param parameter index of the parameter's first value, or {@link #NONE}
 * @param makes value that it makes
 */
public record SourceStep(float[] numbers, int parameter, int makes) implements Step {

    /** The step of a constant. */
    public static Step of(Constant op) {
        float[] numbers = new float[op.values().length];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = (float) op.values()[n];
        }
        return new SourceStep(numbers, NONE, NONE);
    }

    /** The step of a parameter's value. */
    public static Step ofParameter(PlacedNode at) {
        return new SourceStep(new float[0], at.node().parameters().get(0).offset(), NONE);
    }

    @Override
    public Step into(int value) {
        return new SourceStep(numbers, parameter, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of();
    }

    @Override
    public boolean ends(int index) {
        return parameter == index;
    }

    @Override
    public boolean constant() {
        return parameter == NONE;
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        Tensor to = values.get(makes);
        return new Evaluation(new Source(this, to.shape()), to);
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        Shape shape = place.tensors().values().get(makes).get(0).shape();
        return new Tangents(new Source(this, shape), new Source(this, shape), place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        List<Tensor> to = tensors.of(makes);
        return new Forward(new Source(this, to.get(0).shape()), to);
    }

    private static final class Source {
        private final SourceStep step;
        private final PixelSums sums;
        private float[] parameters;

        Source(SourceStep step, Shape shape) {
            this.step = step;
            this.sums = new PixelSums(shape);
        }

        void spread(Tensor to) {
            if (step.constant()) {
                sums.spread(step.numbers, 0, to);
            } else {
                sums.spread(parameters, step.parameter, to);
            }
        }

        void add(StepGradients gradients, int group, int images) {
            if (!step.constant()) {
                sums.add(gradients.made().get(group), images);
            }
        }

        void finish(float[] gradient) {
            if (!step.constant()) {
                sums.finish(gradient, step.parameter);
            }
        }
    }

    private record Evaluation(Source source, Tensor to) implements StepEvaluation {
        @Override
        public void load(float[] folded) {
            source.parameters = folded;
        }

        @Override
        public void run() {
            source.spread(to);
        }
    }

    private record Forward(Source source, List<Tensor> to) implements StepForward {
        @Override
        public void begin(float[] parameters) {
            source.parameters = parameters;
        }

        @Override
        public void run(int group, int images) {
            source.spread(to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(source, gradients);
        }
    }

    private record Backward(Source source, StepGradients gradients) implements StepBackward {
        @Override
        public void clear() {
            source.sums.clear();
        }

        @Override
        public void apply(int group, int images) {
            source.add(gradients, group, images);
        }

        @Override
        public void propagate(int group) {}

        @Override
        public void finish(float[] gradient) {
            source.finish(gradient);
        }
    }

    /** The tangents of a parameter are its entries of the direction; those of a constant stay 0. */
    private record Tangents(Source source, Source along, TangentPlace place) implements StepTangents {
        @Override
        public void load(float[] folded) {
            source.parameters = folded;
        }

        @Override
        public void direct(float[] folded) {
            along.parameters = folded;
        }

        @Override
        public void run(int group) {
            source.spread(place.tensors().values().get(source.step.makes).get(group));
        }

        @Override
        public void runTangent(int group) {
            if (!source.step.constant()) {
                along.spread(place.tensors().tangents().get(source.step.makes).get(group));
            }
        }

        @Override
        public void clear() {
            source.sums.clear();
            along.sums.clear();
        }

        @Override
        public void backward(int group, int images) {
            source.add(place.gradients(), group, images);
        }

        @Override
        public void backwardTangent(int group, int images) {
            along.add(place.tangents(), group, images);
        }

        @Override
        public void finish(float[] gradient) {
            source.finish(gradient);
        }

        @Override
        public void finishTangent(float[] tangent) {
            along.finish(tangent);
        }
    }
}
