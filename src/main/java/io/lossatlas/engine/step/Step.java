package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.engine.step.pass.Workspace.Needs;
import io.lossatlas.graph.Node;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A step of a compiled network: one operation of its graph, or several that are computed in one turn. It reads values and
 * makes one; values are numbered, and all are tensors of 16 images, as {@code ValueShapes} lays them out: a vector {@code [n]}
 * is one row of n pixels.
 */
public sealed interface Step extends Serializable
        permits ConvolutionStep,
                NormStep,
                ReluStep,
                AddStep,
                MaxPoolStep,
                AveragePoolStep,
                GlobalPoolStep,
                FlattenStep,
                DenseStep,
                HeadStep,
                ValueStep,
                FunctionStep,
                SourceStep {

    /** No value, and no parameter. */
    int NONE = -1;

    /** The values that it reads, in order. */
    List<Operand> reads();

    /** The value that it makes, or {@link #NONE} while it is being put together. */
    int makes();

    /** The same step, making a value of this number. */
    Step into(int value);

    /**
     * This step and an operation on its value that nothing else reads, as one.
     *
     * @param other numbers the other value that the operation reads; asked only where the operation is taken in
     * @return empty where the two are not computed in one turn
     */
    default Optional<Step> followedBy(Node next, IntSupplier other) {
        return Optional.empty();
    }

    /** The operations that it computes in one turn, by their names, where they are several; none otherwise. */
    default List<String> together() {
        return List.of();
    }

    /**
     * Whether, over a batch, it writes what it makes into a tensor of its own before it is normalised, and computes gradients
     * by way of working memory.
     */
    default boolean buffered() {
        return false;
    }

    /** Whether what it makes depends on neither images nor parameters, so that nobody wants its gradient. */
    default boolean constant() {
        return false;
    }

    /** Whether the gradient that it writes at its end is that of a parameter, by the index of the parameter's first value. */
    default boolean ends(int parameter) {
        return false;
    }

    /** Working memory that it needs, given the shapes of all values. */
    default Needs needs(List<Shape> values) {
        return Needs.NONE;
    }

    /**
     * Writes what an evaluation reads in place of parameters, where it differs from these.
     *
     * @param folded holds a copy of the parameters
     */
    default void fold(float[] parameters, float[] folded) {}

    /** The step at one point of parameter space, over tensors of all values. */
    StepEvaluation evaluation(List<Tensor> values, Workspace workspace);

    /** The step over a batch. */
    StepForward forward(BatchTensors tensors, Workspace workspace);

    /**
     * Writes the derivative along a direction of what {@link #fold} writes, where it differs from the direction.
     *
     * @param tangent the direction
     * @param folded holds a copy of the direction
     */
    default void foldTangent(float[] parameters, float[] tangent, float[] folded) {}

    /**
     * Turns gradients by folded parameters into those by parameters.
     *
     * @param gradient by folded parameters; overwritten
     */
    default void unfold(float[] parameters, double[] gradient) {}

    /**
     * The derivative of {@link #unfold} along a direction.
     *
     * @param gradient by folded parameters
     * @param change derivative of that along the direction; overwritten
     */
    default void unfoldTangent(float[] parameters, float[] tangent, double[] gradient, double[] change) {}

    /** The step over a batch with constant statistics, and its derivative along a direction. */
    StepTangents tangents(TangentPlace place);
}
