package io.lossatlas.engine.step.pass;

/**
 * Where a step finds what it needs to compute tangents.
 *
 * @param tensors of all values
 * @param gradients of what it made and of what it reads
 * @param tangents derivatives of these along the direction
 * @param workspace for values and gradients
 * @param second for their tangents, where both are in use at once
 */
public record TangentPlace(
        TangentTensors tensors,
        StepGradients gradients,
        StepGradients tangents,
        Workspace workspace,
        Workspace second) {}
