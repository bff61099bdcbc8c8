package io.lossatlas.dl4j;

import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One forward pass, vertex after vertex, that sets the running statistics of each batch normalisation to the mean and
 * the biased variance of what reaches it, before it normalises by them. Sums in double, image after image.
 */
final class Recalibration {
    private final Dl4jGraph parameters;
    private final ComputationGraph graph;
    private final ParameterLayout layout;
    private final Map<Integer, Integer> readersLeft = new HashMap<>();
    private final Map<Integer, INDArray> activations = new HashMap<>();

    Recalibration(Dl4jGraph graph, ParameterLayout layout) {
        this.parameters = graph;
        this.graph = graph.graph();
        this.layout = layout;
    }

    void run(INDArray images) {
        GraphVertex[] vertices = graph.getVertices();
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = vertices[index];
            activations.put(index, vertex.isInputVertex() ? images : forward(vertex));
            VertexIndices[] readers = vertex.getOutputVertices();
            readersLeft.put(index, readers == null ? 0 : readers.length);
        }
        activations.clear();
    }

    private INDArray forward(GraphVertex vertex) {
        LayerWorkspaceMgr memory = LayerWorkspaceMgr.noWorkspaces();
        VertexIndices[] sources = vertex.getInputVertices();
        for (int edge = 0; edge < sources.length; edge++) {
            vertex.setInput(edge, activations.get(sources[edge].getVertexIndex()), memory);
        }
        if (vertex.getLayer() instanceof BatchNormalization) {
            calibrate(vertex.getVertexName(), activations.get(sources[0].getVertexIndex()));
        }
        INDArray output = vertex.doForward(false, memory);
        vertex.clear();
        for (VertexIndices source : sources) {
            if (readersLeft.merge(source.getVertexIndex(), -1, Integer::sum) == 0) {
                activations.remove(source.getVertexIndex());
            }
        }
        return output;
    }

    private void calibrate(String name, INDArray input) {
        int channels = (int) input.size(1);
        int plane = (int) (input.size(2) * input.size(3));
        float[] values = Dl4jGraph.copy(input);
        float[] means = new float[channels];
        float[] variances = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double count = (double) values.length / channels;
            double mean = sum(values, channel, channels, plane, 0, 1) / count;
            means[channel] = (float) mean;
            double variance = sum(values, channel, channels, plane, mean, 2) / count;
            variances[channel] = variance > Float.MAX_VALUE ? Float.NaN : (float) variance;
        }
        parameters.put(layout.parameter(name, Role.BN_MEAN), means);
        parameters.put(layout.parameter(name, Role.BN_VAR), variances);
    }

    /** Sum over a channel of {@code (value - centre)} to the first or second power. */
    private static double sum(float[] values, int channel, int channels, int plane, double centre, int power) {
        double sum = 0;
        for (int start = channel * plane; start < values.length; start += channels * plane) {
            for (int p = start; p < start + plane; p++) {
                double distance = values[p] - centre;
                sum += power == 1 ? distance : distance * distance;
            }
        }
        return sum;
    }
}
