package io.lossatlas.graph;

import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a graph whose parameters lie in the flat vector as DL4J lays them: in the order of the nodes; of a convolution the
 * bias before the weight, of all else in the order of {@link Op#parameters}.
 */
public final class GraphBuilder {
    private final TensorShape input;
    private final Map<String, TensorShape> shapes = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Parameter> layout = new ArrayList<>();
    private int end;

    /** A graph without nodes on examples of a shape. */
    public GraphBuilder(TensorShape input) {
        this.input = input;
        shapes.put(Graph.INPUT, input);
    }

    /**
     * Adds a node with the parameters that its operation requires.
     *
     * @param inputs names of values that have been added, or {@link Graph#INPUT}
     * @throws IllegalArgumentException naming the node, when its operation does not take these inputs
     */
    public GraphBuilder add(String name, Op op, List<String> inputs) {
        return add(name, op, inputs, op.required());
    }

    /** Adds a convolution or dense layer with its bias; otherwise like {@link #add}. */
    public GraphBuilder addBiased(String name, Op op, List<String> inputs) {
        return add(name, op, inputs, op.required() + 1);
    }

    private GraphBuilder add(String name, Op op, List<String> inputs, int count) {
        Node bare = new Node(name, op, inputs, List.of());
        List<TensorShape> read = Graph.known(bare, shapes);
        shapes.put(name, Graph.output(bare, read));
        List<Parameter> parameters = new ArrayList<>();
        List<ParameterShape> expected = op.parameters(read).subList(0, count);
        if (op instanceof Conv && count > 1) {
            Parameter bias = parameter(name, expected.get(1));
            parameters.add(parameter(name, expected.get(0)));
            parameters.add(bias);
        } else {
            expected.forEach(shape -> parameters.add(parameter(name, shape)));
        }
        nodes.add(new Node(name, op, inputs, parameters));
        return this;
    }

    private Parameter parameter(String name, ParameterShape shape) {
        Parameter parameter = new Parameter(name, shape.role(), shape.extents(), end, shape.filterAxis());
        layout.add(parameter);
        end = parameter.end();
        return parameter;
    }

    /** The graph, checked. */
    public Graph build(String output) {
        return new Graph(input, new ParameterLayout(layout), nodes, output);
    }
}
