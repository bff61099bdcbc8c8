package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.interpreter.Interpreter.Trace;
import io.lossatlas.graph.operation.Statistics;
import java.util.stream.IntStream;

/**
 * A graph at a point with images, computed by the interpreter in double.
 *
 * @param graph whose classes are those of the images
 */
record GraphCase(Graph graph, float[] parameters, LabelledImages images) {

    static GraphCase of(Graph graph, int images, long seed) {
        return new GraphCase(
                graph,
                Fixtures.parameters(graph.layout(), seed),
                Fixtures.images(images, graph.input().height(), graph.input().width(), images));
    }

    int[] all() {
        return IntStream.range(0, images.count()).toArray();
    }

    double[][] logits() {
        return logits(interpreter(), Statistics.RUNNING);
    }

    /** With the statistics of the images in place of the running ones. */
    double[][] recalibrated() {
        return logits(interpreter(), Statistics.BATCH);
    }

    private double[][] logits(Interpreter interpreter, Statistics statistics) {
        return interpreter.logits(interpreter.forward(examples(), statistics));
    }

    double loss() {
        Interpreter interpreter = interpreter();
        return interpreter.loss(interpreter.forward(examples(), Statistics.BATCH), labels());
    }

    /** Of the loss, with the statistics of the images. */
    double[] gradient() {
        Interpreter interpreter = interpreter();
        Trace trace = interpreter.forward(examples(), Statistics.BATCH);
        return interpreter.gradient(trace, labels());
    }

    private Interpreter interpreter() {
        return Interpreter.of(graph, parameters);
    }

    int[] labels() {
        return IntStream.range(0, images.count()).map(images::label).toArray();
    }

    double[][] examples() {
        float[] inputs = new float[images.shape().size()];
        return IntStream.range(0, images.count())
                .mapToObj(n -> {
                    images.inputs(n, inputs, 0);
                    return Vectors.widened(inputs);
                })
                .toArray(double[][]::new);
    }
}
