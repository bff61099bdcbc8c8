package io.lossatlas.dl4j;

import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Layouts;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/** A DL4J graph whose flat parameter vector is read and written in native memory. */
final class Dl4jGraph {
    private final ComputationGraph graph;

    private Dl4jGraph(ComputationGraph graph) {
        this.graph = graph;
    }

    /** A graph whose output is the logits. */
    static Dl4jGraph ofLogits(String configuration) {
        return new Dl4jGraph(build(configuration, Activation.IDENTITY, new NoOp(), List.of()));
    }

    /** A graph that trains by softmax cross-entropy, with L2 on convolution and dense weights. */
    static Dl4jGraph ofTraining(String configuration, IUpdater updater, double weightDecay) {
        List<Regularization> decay = weightDecay == 0 ? List.of() : List.of(new L2Regularization(weightDecay));
        return new Dl4jGraph(build(configuration, Activation.SOFTMAX, updater, decay));
    }

    private static ComputationGraph build(
            String json, Activation head, IUpdater updater, List<Regularization> regularization) {
        Dl4jRuntime.confineThread();
        ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
        configuration.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex layer && layer.getLayerConf().getLayer() instanceof BaseLayer base) {
                base.setIUpdater(updater);
                base.setRegularization(regularization);
                if (name.equals(FamilyGraph.HEAD) && base instanceof OutputLayer output) {
                    output.setActivationFn(head.getActivationFunction());
                }
            }
        });
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(Nd4j.create(DataType.FLOAT, 1, parameters(graph)), false);
        return graph;
    }

    private static long parameters(ComputationGraph graph) {
        return Layouts.of(graph.getConfiguration()).size();
    }

    ComputationGraph graph() {
        return graph;
    }

    void load(float[] parameters) {
        values().put(parameters);
    }

    float[] parameters() {
        return copy(graph.params());
    }

    /** Weights and momentum of a graph in training, copied. */
    TrainerState state(ParameterLayout layout) {
        float[] momentum = new float[layout.size()];
        FloatBuffer velocity = velocity();
        for (Parameter parameter : layout.parameters()) {
            if (!parameter.role().isRunningStatistic()) {
                velocity.get(momentum, parameter.offset(), parameter.size());
            }
        }
        return new TrainerState(parameters(), momentum);
    }

    void restore(TrainerState state, ParameterLayout layout) {
        load(state.parameters());
        FloatBuffer velocity = velocity();
        for (Parameter parameter : layout.parameters()) {
            if (!parameter.role().isRunningStatistic()) {
                velocity.put(state.momentum(), parameter.offset(), parameter.size());
            }
        }
    }

    /** DL4J's updater state: Nesterov's v of every trained parameter, in the order of the layout, without gaps. */
    private FloatBuffer velocity() {
        return graph.getUpdater().getStateViewArray().data().asNioFloat();
    }

    float[] of(Parameter parameter) {
        float[] copy = new float[parameter.size()];
        values().position(parameter.offset()).get(copy);
        return copy;
    }

    void put(Parameter parameter, float[] content) {
        values().position(parameter.offset()).put(content);
    }

    private FloatBuffer values() {
        return graph.params().data().asNioFloat();
    }

    /** The elements of an array in C order. */
    static float[] copy(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
