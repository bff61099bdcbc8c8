package io.lossatlas.graph.interpreter;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.operation.Gradients;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a backward pass gathers, from the last node to the first: gradients, or tangents of gradients, by values and by parameters. */
final class GradientSums {
    private final Map<String, double[][]> byValue = new HashMap<>();
    private final double[] byParameter;

    /**
     * Of a graph.
     *
     * @param byOutputs {@code double[example][outputs]}
     */
    GradientSums(Graph graph, double[][] byOutputs) {
        byValue.put(graph.output(), byOutputs);
        byParameter = new double[graph.layout().size()];
    }

    /** By the value that a node makes, {@code double[example][size]}, once all of its readers are added. */
    double[][] of(Node node) {
        return byValue.get(node.name());
    }

    /** Adds those by what a node reads. */
    void add(Node node, Gradients gradients) {
        for (int k = 0; k < node.inputs().size(); k++) {
            byValue.merge(node.inputs().get(k), gradients.inputs().get(k), GradientSums::sum);
        }
        for (int k = 0; k < node.parameters().size(); k++) {
            add(node.parameters().get(k), gradients.parameters().get(k));
        }
    }

    /** By each parameter, {@code double[layout.size()]}. */
    double[] byParameter() {
        return byParameter;
    }

    private void add(Parameter parameter, double... values) {
        for (int n = 0; n < values.length; n++) {
            byParameter[parameter.offset() + n] += values[n];
        }
    }

    private static double[][] sum(double[][] one, double[][] other) {
        double[][] sum = new double[one.length][];
        for (int n = 0; n < one.length; n++) {
            double[] left = one[n];
            double[] right = other[n];
            sum[n] = new double[left.length];
            Arrays.setAll(sum[n], i -> left[i] + right[i]);
        }
        return sum;
    }
}
