package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.norm.BatchStatistics;
import io.lossatlas.engine.step.norm.Norm;
import io.lossatlas.engine.step.norm.NormBackward;
import io.lossatlas.engine.step.norm.NormForward;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Relu;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Batch normalisation of a value that no convolution just made, and ReLU, where it has one.
 *
 * @param norm the normalisation
 * @param channels of the value
 * @param from value that it reads
 * @param floor smallest value that it makes: 0 with ReLU, negative infinity without
 * @param makes value that it makes
 */
public record NormStep(Norm norm, int channels, int from, float floor, int makes) implements Step {

    /** The step of a node. */
    public static Step of(BatchNorm op, PlacedNode at) {
        int channels = at.node().parameters().get(0).size();
        if (channels != at.input().channels()) {
            throw at.refused("input", "a vector of " + channels);
        }
        return new NormStep(Norm.of(at.node(), op), at.input().channels(), at.value(), ConvolutionStep.NO_FLOOR, NONE);
    }

    @Override
    public Optional<Step> followedBy(Node next, IntSupplier other) {
        return next.op() instanceof Relu && floor != 0
                ? Optional.of(new NormStep(norm, channels, from, 0, makes))
                : Optional.empty();
    }

    @Override
    public List<String> together() {
        return floor == 0 ? List.of("BatchNorm", ConvolutionStep.RELU) : List.of();
    }

    @Override
    public Step into(int value) {
        return new NormStep(norm, channels, from, floor, value);
    }

    @Override
    public List<Operand> reads() {
        return List.of(new Operand(from, Operand.Reading.NORMALISED));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return new Evaluation(this, values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new NormTangents(this, place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(this, tensors);
    }

    private static final class Evaluation implements StepEvaluation {
        private final NormStep step;
        private final Tensor from;
        private final Tensor to;
        private final float[] scale;
        private final float[] shift;

        Evaluation(NormStep step, Tensor from, Tensor to) {
            this.step = step;
            this.from = from;
            this.to = to;
            this.scale = new float[step.channels];
            this.shift = new float[step.channels];
        }

        @Override
        public void load(float[] folded) {
            Norm norm = step.norm;
            for (int c = 0; c < scale.length; c++) {
                double factor = norm.factor(folded, c);
                scale[c] = (float) factor;
                shift[c] = (float) (folded[norm.beta() + c] - folded[norm.mean() + c] * factor);
            }
        }

        @Override
        public void run() {
            for (int c = 0; c < scale.length; c++) {
                Affine.apply(from, c, scale[c], shift[c], step.floor, to);
            }
        }
    }

    private static final class Forward implements StepForward {
        private final NormStep step;
        private final List<Tensor> from;
        private final List<Tensor> to;
        private final NormForward norm;

        Forward(NormStep step, BatchTensors tensors) {
            this.step = step;
            this.from = tensors.of(step.from);
            this.to = tensors.of(step.makes);
            this.norm = new NormForward(step.norm, step.channels, step.floor);
        }

        @Override
        public void begin(float[] parameters) {
            norm.clear();
        }

        @Override
        public void run(int group, int images) {
            norm.add(from.get(group), images);
        }

        @Override
        public void close(float[] parameters) {
            norm.close(parameters);
        }

        @Override
        public void finish(int group) {
            norm.finish(from.get(group), to.get(group));
        }

        @Override
        public Optional<BatchStatistics> statistics() {
            return Optional.of(new BatchStatistics(step.norm, norm.moments()));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients);
        }
    }

    private static final class Backward implements StepBackward {
        private final Forward forward;
        private final StepGradients gradients;
        private final NormBackward norm;

        Backward(Forward forward, StepGradients gradients) {
            this.forward = forward;
            this.gradients = gradients;
            this.norm = new NormBackward(forward.step.norm, NONE, forward.step.floor, forward.norm.moments());
        }

        @Override
        public void clear() {
            norm.clear();
        }

        @Override
        public void gate(int group, int images) {
            norm.gate(gradients.made().get(group), forward.to.get(group), forward.from.get(group), images);
        }

        @Override
        public void settle(float[] parameters, float[] gradient) {
            norm.finish(parameters, gradient);
        }

        @Override
        public void apply(int group, int images) {
            Tensor dy = gradients.made().get(group);
            norm.apply(dy, forward.from.get(group), images, dy);
        }

        @Override
        public void propagate(int group) {
            gradients.handOn(0, group);
        }
    }
}
