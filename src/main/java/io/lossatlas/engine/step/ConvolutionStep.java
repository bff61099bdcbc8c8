package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape.Side;
import io.lossatlas.engine.step.norm.Norm;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.engine.step.pass.Workspace.Needs;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.Window;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A convolution, its normalisation or bias, an addition and ReLU, where it has them. A group goes through the normalisation,
 * both gradients of the convolution and the ReLU before it in one turn, while it is in cache.
 *
 * @param filter the convolution
 * @param norm its batch normalisation, or null
 * @param from value that it reads
 * @param added value that it adds after normalisation, or {@link #NONE}
 * @param floor smallest value that it makes: 0 with ReLU, negative infinity without
 * @param makes value that it makes
 */
public record ConvolutionStep(Filter filter, Norm norm, int from, int added, float floor, int makes) implements Step {

    static final String RELU = "Relu";
    static final float NO_FLOOR = Float.NEGATIVE_INFINITY;
    /** The input that it adds, among those that it reads. */
    static final int ADDED = 1;

    /** The step of a node. */
    public static Step of(Conv op, PlacedNode at) {
        return new ConvolutionStep(Filter.of(op, at), null, at.value(), NONE, NO_FLOOR, NONE);
    }

    @Override
    public Optional<Step> followedBy(Node next, IntSupplier other) {
        if (floor == 0) {
            return Optional.empty();
        }
        boolean bare = norm == null && added == NONE && filter.bias() == NONE;
        if (next.op() instanceof BatchNorm op && bare) {
            return Optional.of(new ConvolutionStep(filter, Norm.of(next, op), from, added, floor, makes));
        }
        if (next.op() instanceof Add && added == NONE) {
            return Optional.of(new ConvolutionStep(filter, norm, from, other.getAsInt(), floor, makes));
        }
        return next.op() instanceof Relu
                ? Optional.of(new ConvolutionStep(filter, norm, from, added, 0, makes))
                : Optional.empty();
    }

    @Override
    public List<String> together() {
        List<String> parts = new ArrayList<>(List.of("Conv"));
        if (norm != null) {
            parts.add("BatchNorm");
        }
        if (adds()) {
            parts.add("Add");
        }
        if (floor == 0) {
            parts.add(RELU);
        }
        return parts.size() > 1 ? List.copyOf(parts) : List.of();
    }

    @Override
    public Step into(int value) {
        return new ConvolutionStep(filter, norm, from, added, floor, value);
    }

    @Override
    public List<Operand> reads() {
        return adds()
                ? List.of(Operand.whole(from), new Operand(added, Operand.Reading.ADDED))
                : List.of(Operand.whole(from));
    }

    @Override
    public boolean buffered() {
        return true;
    }

    @Override
    public Needs needs(List<Shape> values) {
        return new Needs(
                Convolution.scratch(filter.shape()),
                DataGradient.scratch(filter.shape()),
                WeightGradient.scratch(filter.shape()),
                List.of(values.get(makes)));
    }

    /**
     * Batch normalisation in evaluation mode folded into the convolution before it: {@code w' = w gamma / sqrt(variance +
     * epsilon)}, {@code bias' = beta - mean gamma / sqrt(variance + epsilon)}, in double and rounded to float once. Folded
     * filters lie where the filters lie in the parameter vector, folded biases where the shifts lie.
     */
    @Override
    public void fold(float[] parameters, float[] folded) {
        if (norm == null) {
            return;
        }
        int length = filter.shape().weights() / filter.channels();
        for (int c = 0; c < filter.channels(); c++) {
            double scale = norm.factor(parameters, c);
            folded[norm.beta() + c] = (float) (parameters[norm.beta() + c] - parameters[norm.mean() + c] * scale);
            int first = filter.weights() + c * length;
            for (int n = first; n < first + length; n++) {
                folded[n] = (float) (parameters[n] * scale);
            }
        }
    }

    /** Whether it adds a value after normalisation. */
    boolean adds() {
        return added != NONE;
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return new ConvolutionEvaluation(this, values, workspace);
    }

    @Override
    public void foldTangent(float[] parameters, float[] tangent, float[] folded) {
        if (norm != null) {
            ConvolutionTangents.foldTangent(this, parameters, tangent, folded);
        }
    }

    @Override
    public void unfold(float[] parameters, double[] gradient) {
        if (norm != null) {
            ConvolutionTangents.unfold(this, parameters, gradient);
        }
    }

    @Override
    public void unfoldTangent(float[] parameters, float[] tangent, double[] gradient, double[] change) {
        if (norm != null) {
            ConvolutionTangents.unfoldTangent(this, parameters, tangent, gradient, change);
        }
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new ConvolutionTangents(this, place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new ConvolutionForward(this, tensors, workspace);
    }

    /**
     * Weights of a convolution.
     *
     * @param shape the convolution
     * @param weights index of the first of {@code [filters][channels that a filter sees][rows][columns]} weights
     * @param bias index of the first bias, or {@link #NONE}
     */
    public record Filter(ConvolutionShape shape, int weights, int bias) implements Serializable {

        static Filter of(Conv op, PlacedNode at) {
            List<Parameter> parameters = at.node().parameters();
            Window window = op.window();
            Side rows =
                    new Side(window.kernelHeight(), window.strideHeight(), window.padTop(), window.dilationHeight());
            Side columns =
                    new Side(window.kernelWidth(), window.strideWidth(), window.padLeft(), window.dilationWidth());
            return new Filter(
                    new ConvolutionShape(at.input(), at.output(), op.groups(), rows, columns),
                    parameters.get(0).offset(),
                    parameters.size() > 1 ? parameters.get(1).offset() : NONE);
        }

        /** Channels that it makes. */
        int channels() {
            return shape.out().channels();
        }

        Convolution convolution(Workspace workspace) {
            return new Convolution(shape, workspace.forward());
        }
    }
}
