package io.lossatlas.dl4j;

import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * A DL4J graph in training, to be handed to DL4J's own training masters. Belongs to one thread, which takes its native
 * memory.
 */
public final class Dl4jTrainingGraph implements AutoCloseable {
    private final Dl4jGraph graph;
    private final Dl4jEngine engine;

    /**
     * The graph of an engine.
     *
     * @param start weights and momentum to start from; copied
     */
    public Dl4jTrainingGraph(Dl4jEngine engine, TrainerState start, TrainerSettings settings) {
        this.engine = engine;
        this.graph = Dl4jGraph.ofTraining(
                engine.configuration(), new Nesterovs(1, settings.momentum()), settings.weightDecay());
        graph.restore(start, engine.layout());
    }

    /** The graph itself. */
    public ComputationGraph graph() {
        return graph.graph();
    }

    /** Weights and momentum as they are now, copied. */
    public TrainerState state() {
        return graph.state(engine.layout());
    }

    @Override
    public void close() {
        Dl4jRuntime.releaseThread();
    }
}
