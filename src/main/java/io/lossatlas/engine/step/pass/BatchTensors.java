package io.lossatlas.engine.step.pass;

import io.lossatlas.engine.kernel.Tensor;
import java.util.List;

/**
 * Tensors of a batch.
 *
 * @param values for each value and group its tensor; those of value 0 hold the images. A value that passes has one tensor for
 *     all groups
 * @param raw for each value of a buffered step and each group what there is before normalisation, which may be the tensor of
 *     the value; empty for others
 */
public record BatchTensors(List<List<Tensor>> values, List<List<Tensor>> raw) {

    /** Tensors of a value. */
    public List<Tensor> of(int value) {
        return values.get(value);
    }
}
