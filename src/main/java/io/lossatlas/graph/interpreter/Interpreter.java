package io.lossatlas.graph.interpreter;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.operation.Arguments;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Gradients;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a graph in double, one operation after the other, as each defines itself. This is what a graph means; engines are
 * held against it. It is made to be read and not to be fast.
 */
public final class Interpreter {
    private final Graph graph;
    private final Map<String, TensorShape> shapes;
    private final double[] parameters;

    /**
     * An interpreter of a graph with its parameters.
     *
     * @param parameters {@code double[graph.layout().size()]}
     */
    public Interpreter(Graph graph, double[] parameters) {
        if (parameters.length != graph.layout().size()) {
            throw new IllegalArgumentException("%d parameters for a layout of %d"
                    .formatted(parameters.length, graph.layout().size()));
        }
        this.graph = graph;
        this.shapes = graph.shapes();
        this.parameters = parameters.clone();
    }

    /** An interpreter with the parameters of an engine, widened. */
    public static Interpreter of(Graph graph, float[] parameters) {
        double[] widened = new double[parameters.length];
        Arrays.setAll(widened, n -> parameters[n]);
        return new Interpreter(graph, widened);
    }

    /**
     * All values of a forward pass.
     *
     * @param values {@code double[example][size]} by name, the images' among them
     * @param statistics which ones normalised
     */
    public record Trace(Map<String, double[][]> values, Statistics statistics) {}

    /**
     * Runs forward.
     *
     * @param examples {@code double[example][size]}, each in C order of the graph's input
     */
    public Trace forward(double[][] examples, Statistics statistics) {
        Trace trace = new Trace(new HashMap<>(), statistics);
        trace.values().put(Graph.INPUT, examples);
        for (Node node : graph.nodes()) {
            trace.values().put(node.name(), node.op().forward(arguments(node, trace)));
        }
        return trace;
    }

    /** The logits {@code double[example][classes]} of a forward pass. */
    public double[][] logits(Trace trace) {
        return trace.values().get(graph.output());
    }

    /** The mean over the examples of the softmax cross-entropy. */
    public double loss(Trace trace, int[] labels) {
        return loss(trace, LossFunction.crossEntropy(labels));
    }

    /** The mean over the examples of a loss. */
    public double loss(Trace trace, LossFunction each) {
        double[][] outputs = logits(trace);
        double sum = 0;
        for (int n = 0; n < outputs.length; n++) {
            sum += each.loss(outputs[n], n);
        }
        return sum / outputs.length;
    }

    /** The gradient of the mean softmax cross-entropy, likewise. */
    public double[] gradient(Trace trace, int[] labels) {
        return gradient(trace, LossFunction.crossEntropy(labels));
    }

    /**
     * The gradient of {@link #loss(Trace, LossFunction)} by each parameter, {@code double[graph.layout().size()]}. Statistics of the batch follow
     * from the weights; by the running ones, which then have no part in the loss, it is 0.
     */
    public double[] gradient(Trace trace, LossFunction each) {
        return backward(trace, byOutputs(logits(trace), each)).byParameter();
    }

    /**
     * A backward pass.
     *
     * @param byOutputs {@code double[example][classes]}
     */
    GradientSums backward(Trace trace, double[][] byOutputs) {
        GradientSums sums = new GradientSums(graph, byOutputs);
        for (int index = graph.nodes().size() - 1; index >= 0; index--) {
            Node node = graph.nodes().get(index);
            Arguments arguments = arguments(node, trace);
            Gradients gradients = Gradients.zeros(arguments);
            node.op().backward(arguments, sums.of(node), gradients);
            sums.add(node, gradients);
        }
        return sums;
    }

    /**
     * The parameters with the statistics of a batch in place of the running ones: mean, and variance over all values. Values are
     * held until their last reader has them.
     *
     * @param batch {@code double[example][size]}, each in C order of the graph's input
     */
    public double[] recalibrated(double[][] batch) {
        double[] recalibrated = parameters.clone();
        Map<String, String> lastReader = new HashMap<>();
        graph.nodes().forEach(node -> node.inputs().forEach(input -> lastReader.put(input, node.name())));
        Trace trace = new Trace(new HashMap<>(), Statistics.BATCH);
        trace.values().put(Graph.INPUT, batch);
        for (Node node : graph.nodes()) {
            Arguments arguments = arguments(node, batch.length, trace);
            if (node.op() instanceof BatchNorm) {
                BatchNorm.Moments moments = BatchNorm.moments(arguments);
                put(moments.mean(), node.parameter(Role.BN_MEAN), recalibrated);
                put(moments.variance(), node.parameter(Role.BN_VAR), recalibrated);
            }
            trace.values().put(node.name(), node.op().forward(arguments));
            trace.values().keySet().removeIf(value -> node.name().equals(lastReader.get(value)));
        }
        return recalibrated;
    }

    private static double[][] byOutputs(double[][] outputs, LossFunction each) {
        double[][] gradient = new double[outputs.length][];
        for (int n = 0; n < outputs.length; n++) {
            gradient[n] = Arrays.stream(each.gradient(outputs[n], n))
                    .map(value -> value / outputs.length)
                    .toArray();
        }
        return gradient;
    }

    /** What a node computes with. */
    Arguments arguments(Node node, Trace trace) {
        return arguments(node, trace.values().get(Graph.INPUT).length, trace);
    }

    private Arguments arguments(Node node, int examples, Trace trace) {
        List<double[]> own = node.parameters().stream()
                .map(parameter -> Arrays.copyOfRange(parameters, parameter.offset(), parameter.end()))
                .toList();
        return new Arguments(
                examples,
                node.inputs().stream().map(shapes::get).toList(),
                node.inputs().stream().map(trace.values()::get).toList(),
                own,
                trace.statistics());
    }

    private static void put(double[] values, Parameter parameter, double[] into) {
        System.arraycopy(values, 0, into, parameter.offset(), parameter.size());
    }
}
