package io.lossatlas.engine;

import io.lossatlas.graph.ParameterLayout;
import java.io.Serializable;

/** A network ready to be sent to executors and run there. What it makes belongs to one thread. */
public interface Engine extends Serializable {

    /** The layout of the flat parameter vectors that it takes. */
    ParameterLayout layout();

    /** A new evaluator, with buffers of its own. */
    Evaluator evaluator();

    /**
     * A new trainer that starts from the given weights.
     *
     * @param start what to start from; copied
     * @param settings what stays the same over all steps
     */
    Trainer trainer(TrainerState start, TrainerSettings settings);

    /**
     * New products with second derivatives.
     *
     * @throws UnsupportedOperationException when the engine has none
     */
    default CurvatureProducts curvatureProducts() {
        throw new UnsupportedOperationException("engine %s has no products with second derivatives".formatted(name()));
    }

    /** The engine's name in configurations and manifests. */
    String name();
}
