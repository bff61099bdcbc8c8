package io.lossatlas.model;

import io.lossatlas.graph.Graph;
import io.lossatlas.model.FamilyGraph.Layer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * The topological order of {@code ComputationGraph} in DL4J 1.0.0-M2, in which parameters lie in the flat vector: a layer is
 * due once all that it reads have had their turn; layers that fall due follow each other first come, first served, and
 * those that one layer makes due at once in the order of a {@code HashSet} of their indices, which is that of the index
 * modulo 16, the images being index 0.
 */
final class Dl4jOrder {
    private static final int BUCKETS = 16;

    private final List<Layer> layers;
    private final int[] waitsFor;
    private final Queue<Integer> due = new ArrayDeque<>();

    private Dl4jOrder(List<Layer> layers) {
        this.layers = layers;
        this.waitsFor = layers.stream().mapToInt(layer -> layer.inputs().size()).toArray();
    }

    /**
     * The layers in DL4J's order.
     *
     * @param layers as they are added to DL4J's builder
     */
    static List<Layer> of(List<Layer> layers) {
        Dl4jOrder order = new Dl4jOrder(layers);
        List<Layer> sorted = new ArrayList<>();
        order.done(Graph.INPUT);
        while (!order.due.isEmpty()) {
            Layer next = layers.get(order.due.remove());
            sorted.add(next);
            order.done(next.name());
        }
        return sorted;
    }

    private void done(String name) {
        IntStream.range(0, layers.size())
                .filter(index -> layers.get(index).inputs().contains(name))
                .boxed()
                .sorted(Comparator.comparingInt(index -> (index + 1) % BUCKETS))
                .filter(index -> --waitsFor[index] == 0)
                .forEach(due::add);
    }
}
