package io.lossatlas.engine;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.GraphBuilder;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.List;

/** Graphs of a few nodes, put together for one test. Each node reads the one before it. */
final class TestGraph {
    private final GraphBuilder graph;
    private final int height;
    private final int width;
    private String last = Graph.INPUT;

    /** For single-channel images. */
    TestGraph(int height, int width) {
        graph = new GraphBuilder(TensorShape.of(1, height, width));
        this.height = height;
        this.width = width;
    }

    TestGraph conv(String name, int kernel, int stride, int outputs) {
        return add(name, new Conv(outputs, Window.square(kernel, stride, kernel / 2)));
    }

    TestGraph biased(String name, int kernel, int stride, int outputs) {
        graph.addBiased(name, new Conv(outputs, Window.square(kernel, stride, kernel / 2)), List.of(last));
        last = name;
        return this;
    }

    /** A convolution of any window, without bias. */
    TestGraph conv(String name, Conv op) {
        return add(name, op);
    }

    /** A convolution of any window, with bias. */
    TestGraph biased(String name, Conv op) {
        graph.addBiased(name, op, List.of(last));
        last = name;
        return this;
    }

    TestGraph norm(String name) {
        return add(name, new BatchNorm(1e-5, 0.9));
    }

    TestGraph relu(String name) {
        return add(name, new Relu());
    }

    TestGraph max(String name, Window window) {
        return add(name, new MaxPool(window));
    }

    TestGraph average(String name, Window window, AveragePool.Divisor divisor) {
        return add(name, new AveragePool(window, divisor));
    }

    TestGraph flatten(String name) {
        return add(name, new Flatten());
    }

    TestGraph means(String name) {
        return add(name, new GlobalAveragePool());
    }

    TestGraph dense(String name, int outputs) {
        graph.addBiased(name, new Dense(outputs), List.of(last));
        last = name;
        return this;
    }

    TestGraph unbiased(String name, int outputs) {
        return add(name, new Dense(outputs));
    }

    TestGraph plus(String name, String other) {
        graph.add(name, new Add(), List.of(last, other));
        last = name;
        return this;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    TestGraph op(String name, Op op) {
        return add(name, op);
    }

    /** With the second of its parameters. */
    TestGraph biasedOp(String name, Op op) {
        graph.addBiased(name, op, List.of(last));
        last = name;
        return this;
    }

    /** Reads another value after the last. */
    TestGraph with(String name, Op op, String other) {
        graph.add(name, op, List.of(last, other));
        last = name;
        return this;
    }

    /** Reads nothing; what follows goes on behind the node before. */
    TestGraph source(String name, Op op) {
        graph.add(name, op, List.of());
        return this;
    }

    /** Goes on behind an earlier node. */
    TestGraph behind(String name) {
        last = name;
        return this;
    }

    /** Ending in the last node. */
    Graph build() {
        return graph.build(last);
    }

    /** With global average pooling and a dense head. */
    Graph headed() {
        return means("pool").dense("head", Fixtures.CLASSES).build();
    }

    /** Flattened into a dense head. */
    Graph flattened() {
        return flatten("flat").dense("head", Fixtures.CLASSES).build();
    }

    private TestGraph add(String name, Op op) {
        graph.add(name, op, List.of(last));
        last = name;
        return this;
    }
}
