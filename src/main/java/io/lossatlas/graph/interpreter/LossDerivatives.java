package io.lossatlas.graph.interpreter;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.Interpreter.Trace;
import io.lossatlas.graph.operation.Arguments;
import io.lossatlas.graph.operation.Gradients;
import io.lossatlas.graph.operation.Statistics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.IntStream;

/**
 * Sums over examples of the loss, of its gradient, and of products of its second derivatives with a vector, exactly and in double: the
 * meaning of the curvature products that engines compute. Statistics of batch normalisation are constants, the running ones of
 * the parameters: their gradients and products are 0, and entries of the vector at them are ignored.
 */
public final class LossDerivatives {
    private final Graph graph;
    private final Interpreter interpreter;

    /**
     * At a point.
     *
     * @param parameters {@code double[graph.layout().size()]}
     */
    public LossDerivatives(Graph graph, double[] parameters) {
        this.graph = graph;
        this.interpreter = new Interpreter(graph, parameters);
    }

    /**
     * At a point, with the statistics that a batch has there in place of the running ones.
     *
     * @param calibration {@code double[example][size]}
     */
    public static LossDerivatives recalibrated(Graph graph, double[] parameters, double[][] calibration) {
        return new LossDerivatives(graph, new Interpreter(graph, parameters).recalibrated(calibration));
    }

    /**
     * The loss.
     *
     * @param examples {@code double[example][size]}, each in C order of the graph's input
     * @param each what an example's loss is
     */
    public double loss(double[][] examples, LossFunction each) {
        double[][] outputs = interpreter.logits(forward(examples));
        return IntStream.range(0, outputs.length)
                .mapToDouble(n -> each.loss(outputs[n], n))
                .sum();
    }

    /** Its gradient, {@code double[graph.layout().size()]}. */
    public double[] gradient(double[][] examples, LossFunction each) {
        Trace at = forward(examples);
        return transposed(at, byOutputs(at, each));
    }

    /**
     * The product of the Hessian with a vector (Pearlmutter, "Fast Exact Multiplication by the Hessian", 1994): a forward and a
     * backward pass, each with its derivative along the vector. Corners, like a rectifier's, have no second derivative.
     *
     * @param vector {@code double[graph.layout().size()]}
     * @return likewise
     */
    public double[] hessianProduct(double[] vector, double[][] examples, LossFunction each) {
        Trace at = forward(examples);
        Direction along = new Direction(at, vector);
        GradientSums gradients = new GradientSums(graph, byOutputs(at, each));
        GradientSums tangents = new GradientSums(graph, along.byOutputs(each));
        for (int index = graph.nodes().size() - 1; index >= 0; index--) {
            Node node = graph.nodes().get(index);
            Arguments arguments = interpreter.arguments(node, at);
            Gradients gradient = Gradients.zeros(arguments);
            node.op().backward(arguments, gradients.of(node), gradient);
            Gradients tangent = Gradients.zeros(arguments);
            node.op().backward(arguments, tangents.of(node), tangent);
            node.op().curvature(arguments, along.arguments(node), gradients.of(node), tangent);
            gradients.add(node, gradient);
            tangents.add(node, tangent);
        }
        return trained(tangents.byParameter());
    }

    /**
     * The product of the generalised Gauss-Newton matrix {@code J^T B J} with a vector (Schraudolph, "Fast Curvature Matrix-Vector
     * Products for Second-Order Gradient Descent", 2002), with the Jacobian J of the outputs by the parameters and the Hessian B of
     * the loss by the outputs.
     *
     * @param vector {@code double[graph.layout().size()]}
     * @return likewise
     */
    public double[] gaussNewtonProduct(double[] vector, double[][] examples, LossFunction each) {
        Trace at = forward(examples);
        return transposed(at, new Direction(at, vector).byOutputs(each));
    }

    private Trace forward(double[][] examples) {
        return interpreter.forward(examples, Statistics.RUNNING);
    }

    private double[][] byOutputs(Trace at, LossFunction each) {
        double[][] outputs = interpreter.logits(at);
        return IntStream.range(0, outputs.length)
                .mapToObj(n -> each.gradient(outputs[n], n))
                .toArray(double[][]::new);
    }

    /** The Jacobian of the outputs by the parameters, transposed, times something by the outputs. */
    private double[] transposed(Trace at, double[][] byOutputs) {
        return trained(interpreter.backward(at, byOutputs).byParameter());
    }

    /** A copy with zeros at the running statistics. */
    private double[] trained(double[] vector) {
        double[] trained = vector.clone();
        for (Parameter parameter : graph.layout().parameters()) {
            if (parameter.role().isRunningStatistic()) {
                Arrays.fill(trained, parameter.offset(), parameter.end(), 0);
            }
        }
        return trained;
    }

    /** The derivatives of all values of a forward pass along a vector of parameters. */
    private final class Direction {
        private final Trace at;
        private final Trace tangents;
        private final Interpreter vector;

        Direction(Trace at, double[] vector) {
            this.at = at;
            this.vector = new Interpreter(graph, trained(vector));
            this.tangents = new Trace(new HashMap<>(), at.statistics());
            double[][] images = at.values().get(Graph.INPUT);
            tangents.values()
                    .put(Graph.INPUT, new double[images.length][graph.input().size()]);
            for (Node node : graph.nodes()) {
                tangents.values().put(node.name(), node.op().tangent(interpreter.arguments(node, at), arguments(node)));
            }
        }

        Arguments arguments(Node node) {
            return vector.arguments(node, tangents);
        }

        /** The Hessian of the loss by the outputs, times their tangents. */
        double[][] byOutputs(LossFunction each) {
            double[][] outputs = interpreter.logits(at);
            double[][] along = interpreter.logits(tangents);
            return IntStream.range(0, outputs.length)
                    .mapToObj(n -> each.hessianProduct(outputs[n], n, along[n]))
                    .toArray(double[][]::new);
        }
    }
}
