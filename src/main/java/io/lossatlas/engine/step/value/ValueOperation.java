package io.lossatlas.engine.step.value;

import java.io.Serializable;

/** An operation on values of any shape as it is sent to executors: what it takes to make its kernels there. */
public interface ValueOperation extends Serializable {

    /** Kernels for one thread. */
    ValueKernel kernel();

    /** Their tangents, likewise. */
    ValueTangents tangents();

    /** Whether a parameter is its own, by the index of the parameter's first value. */
    default boolean trains(int parameter) {
        return false;
    }
}
