package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.norm.BatchStatistics;
import io.lossatlas.engine.step.norm.ChannelPlanes;
import io.lossatlas.engine.step.norm.Norm;
import io.lossatlas.engine.step.norm.NormBackward;
import io.lossatlas.engine.step.norm.NormForward;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.engine.step.pass.Workspace.Needs;
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
 * @param channels of the value: planes of an image, elements of a vector
 * @param from value that it reads
 * @param floor smallest value that it makes: 0 with ReLU, negative infinity without
 * @param makes value that it makes
 */
public record NormStep(Norm norm, int channels, int from, float floor, int makes) implements Step {

    /** Tensors that the way back takes as planes at once: gradient, result and what was normalised. */
    private static final int BACKWARD = 3;

    /** The step of a node. */
    public static Step of(BatchNorm op, PlacedNode at) {
        int channels = at.node().parameters().get(0).size();
        return new NormStep(Norm.of(at.node(), op), channels, at.value(), ConvolutionStep.NO_FLOOR, NONE);
    }

    @Override
    public Optional<Step> followedBy(Node next, IntSupplier other) {
        return next.op() instanceof Relu && floor != 0
                ? Optional.of(new NormStep(norm, channels, from, 0, makes))
                : Optional.empty();
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
    public Needs needs(List<Shape> values) {
        int planes = ChannelPlanes.scratch(values.get(from), channels);
        return new Needs(planes, Math.multiplyExact(BACKWARD, planes), 0, List.of());
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return new Evaluation(this, values.get(from), values.get(makes), workspace);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(this, tensors, workspace);
    }

    private static final class Evaluation implements StepEvaluation {
        private final NormStep step;
        private final Tensor from;
        private final Tensor to;
        private final ChannelPlanes planes;
        private final float[] scale;
        private final float[] shift;

        Evaluation(NormStep step, Tensor from, Tensor to, Workspace workspace) {
            this.step = step;
            this.from = from;
            this.to = to;
            this.planes = new ChannelPlanes(from.shape(), step.channels, workspace.forward(), 0);
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
            Tensor read = planes.read(from);
            Tensor written = planes.target(to);
            for (int c = 0; c < scale.length; c++) {
                Affine.apply(read, c, scale[c], shift[c], step.floor, written);
            }
            planes.write(to);
        }
    }

    private static final class Forward implements StepForward {
        private final NormStep step;
        private final List<Tensor> from;
        private final List<Tensor> to;
        private final ChannelPlanes planes;
        private final NormForward norm;

        Forward(NormStep step, BatchTensors tensors, Workspace workspace) {
            this.step = step;
            this.from = tensors.of(step.from);
            this.to = tensors.of(step.makes);
            this.planes = new ChannelPlanes(from.get(0).shape(), step.channels, workspace.forward(), 0);
            this.norm = new NormForward(step.norm, step.channels, step.floor);
        }

        @Override
        public void begin(float[] parameters) {
            norm.clear();
        }

        @Override
        public void run(int group, int images) {
            norm.add(planes.read(from.get(group)), images);
        }

        @Override
        public void close(float[] parameters) {
            norm.close(parameters);
        }

        @Override
        public void finish(int group) {
            Tensor made = to.get(group);
            norm.finish(planes.read(from.get(group)), planes.target(made));
            planes.write(made);
        }

        @Override
        public Optional<BatchStatistics> statistics() {
            return Optional.of(new BatchStatistics(step.norm, norm.moments()));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients, workspace);
        }
    }

    private static final class Backward implements StepBackward {
        private final Forward forward;
        private final StepGradients gradients;
        private final NormBackward norm;
        private final ChannelPlanes gradient;
        private final ChannelPlanes made;
        private final ChannelPlanes from;

        Backward(Forward forward, StepGradients gradients, Workspace workspace) {
            this.forward = forward;
            this.gradients = gradients;
            this.norm = new NormBackward(forward.step.norm, NONE, forward.step.floor, forward.norm.moments());
            Shape shape = forward.from.get(0).shape();
            int channels = forward.step.channels;
            this.gradient = new ChannelPlanes(shape, channels, workspace.backward(), 0);
            this.made = new ChannelPlanes(shape, channels, workspace.backward(), 1);
            this.from = new ChannelPlanes(shape, channels, workspace.backward(), 2);
        }

        @Override
        public void clear() {
            norm.clear();
        }

        @Override
        public void gate(int group, int images) {
            Tensor dy = gradients.made().get(group);
            norm.gate(gradient.read(dy), made.read(forward.to.get(group)), from.read(forward.from.get(group)), images);
            gradient.write(dy);
        }

        @Override
        public void settle(float[] parameters, float[] gradient) {
            norm.finish(parameters, gradient);
        }

        @Override
        public void apply(int group, int images) {
            Tensor dy = gradients.made().get(group);
            Tensor planes = gradient.read(dy);
            norm.apply(planes, from.read(forward.from.get(group)), images, planes);
            gradient.write(dy);
        }

        @Override
        public void propagate(int group) {
            gradients.handOn(0, group);
        }
    }
}
