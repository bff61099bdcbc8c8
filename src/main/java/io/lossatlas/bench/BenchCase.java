package io.lossatlas.bench;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.Graph;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;

/**
 * One network and what it is timed at.
 *
 * @param task evaluation or training
 * @param depth of the network
 * @param wiring of the network
 * @param width of the network
 */
public record BenchCase(Task task, int depth, Wiring wiring, int width) {
    private static final long SEED = 1;
    private static final double RATE = 0.01;

    /** The network. */
    Variant variant() {
        return new Variant(depth, wiring, width, SEED, RATE);
    }

    /** Operations of an image, two for each multiply-add of direct convolution; three times the forward pass to train. */
    public long operations(LabelledImages images) {
        Graph graph = FamilyGraph.of(variant(), images.shape(), images.classes());
        return task == Task.TRAIN ? graph.trainingOperations(1) : graph.operations();
    }

    /** Name of the network, like {@code d10-plain-w8}. */
    public String network() {
        return "d%d-%s-w%d".formatted(depth, wiring.text(), width);
    }

    @Override
    public String toString() {
        return task.text() + " " + network();
    }
}
