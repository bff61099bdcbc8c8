package io.lossatlas.graph.operation;

/**
 * Something that is done with each operation in its own way: whoever does it and leaves one out does not compile.
 *
 * @param <T> what becomes of an operation
 */
public interface OpVisitor<T> {

    /** For a Conv. */
    T conv(Conv op);

    /** For a BatchNorm. */
    T batchNorm(BatchNorm op);

    /** For a Relu. */
    T relu(Relu op);

    /** For an Add. */
    T add(Add op);

    /** For a MaxPool. */
    T maxPool(MaxPool op);

    /** For an AveragePool. */
    T averagePool(AveragePool op);

    /** For a GlobalAveragePool. */
    T globalAveragePool(GlobalAveragePool op);

    /** For a Flatten. */
    T flatten(Flatten op);

    /** For a Dense. */
    T dense(Dense op);

    /** For a Pointwise. */
    T pointwise(Pointwise op);

    /** For a Arithmetic. */
    T arithmetic(Arithmetic op);

    /** For a Constant. */
    T constant(Constant op);

    /** For a ParameterValue. */
    T parameterValue(ParameterValue op);

    /** For a Rearrange. */
    T rearrange(Rearrange op);

    /** For a Concat. */
    T concat(Concat op);

    /** For a MatMul. */
    T matMul(MatMul op);

    /** For a ReduceMean. */
    T reduceMean(ReduceMean op);

    /** For a Softmax. */
    T softmax(Softmax op);

    /** For a LayerNorm. */
    T layerNorm(LayerNorm op);
}
