package io.lossatlas.engine.step.pass;

import io.lossatlas.engine.kernel.Tensor;
import java.util.List;

/**
 * Tensors of a batch and of its change along a direction of parameter space.
 *
 * @param values for each value and group its tensor; those of value 0 hold the images
 * @param tangents for each value and group the derivative of the value along the direction; those of value 0 are zero
 */
public record TangentTensors(List<List<Tensor>> values, List<List<Tensor>> tangents) {}
