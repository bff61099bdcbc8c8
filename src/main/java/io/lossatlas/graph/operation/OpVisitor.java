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
}
