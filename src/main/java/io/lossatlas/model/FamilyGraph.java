package io.lossatlas.model;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.GraphBuilder;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place that says what the sweep's networks are: BN+ReLU CNNs after He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition"
 * (CVPR 2016), with and without the shortcuts. A 3x3 stem; blocks of two 3x3 convolutions in three stages, of which the
 * second and third halve the image and double the channels; global average pooling; a dense head. A shortcut is the
 * identity, or a strided 1x1 convolution where the shape changes, added before the block's last ReLU.
 */
public final class FamilyGraph {
    /** Name of the head, the one layer with a bias. */
    public static final String HEAD = "head/dense";

    /** Name of what feeds the head: {@code [channels]}, averaged over each plane. */
    public static final String POOLED = "head/pool";

    /** Added to a variance before its root is taken. */
    public static final double BN_EPSILON = 1e-5;

    /** Share of a running statistic that one training step keeps. */
    public static final double BN_DECAY = 0.9;

    private final Variant variant;
    private final List<Layer> layers = new ArrayList<>();

    private FamilyGraph(Variant variant) {
        this.variant = variant;
    }

    /** A node before its parameters have their place. */
    record Layer(String name, Op op, List<String> inputs) {}

    /** The graph of a variant. */
    public static Graph of(Variant variant, ImageShape images, int classes) {
        GraphBuilder graph = new GraphBuilder(TensorShape.of(images.channels(), images.height(), images.width()));
        for (Layer layer : Dl4jOrder.of(layers(variant, classes))) {
            if (layer.name().equals(HEAD)) {
                graph.addBiased(layer.name(), layer.op(), layer.inputs());
            } else {
                graph.add(layer.name(), layer.op(), layer.inputs());
            }
        }
        return graph.build(HEAD);
    }

    /** The layers of a variant from the images on, block after block, each after those that it reads. */
    static List<Layer> layers(Variant variant, int classes) {
        FamilyGraph family = new FamilyGraph(variant);
        family.build(classes);
        return family.layers;
    }

    private void build(int classes) {
        String last = relu("stem/relu", normalised("stem/conv", "stem/bn", 3, 1, variant.channels(0), Graph.INPUT));
        int channels = variant.channels(0);
        for (int b = 0; b < variant.blocks(); b++) {
            int out = variant.channels(variant.stage(b));
            last = block("b%02d".formatted(b), last, channels, out);
            channels = out;
        }
        add(POOLED, new GlobalAveragePool(), last);
        add(HEAD, new Dense(classes), POOLED);
    }

    private String block(String name, String from, int in, int out) {
        int stride = in == out ? 1 : 2;
        String first = relu(name + "/relu1", normalised(name + "/conv1", name + "/bn1", 3, stride, out, from));
        String second = normalised(name + "/conv2", name + "/bn2", 3, 1, out, first);
        if (!variant.skip()) {
            return relu(name + "/relu2", second);
        }
        String shortcut = in == out ? from : normalised(name + "/proj", name + "/projbn", 1, stride, out, from);
        return relu(name + "/relu2", add(name + "/add", new Add(), second, shortcut));
    }

    private String normalised(String conv, String bn, int kernel, int stride, int out, String from) {
        add(conv, new Conv(out, Window.square(kernel, stride, kernel / 2)), from);
        return add(bn, new BatchNorm(BN_EPSILON, BN_DECAY), conv);
    }

    private String relu(String name, String from) {
        return add(name, new Relu(), from);
    }

    private String add(String name, Op op, String... inputs) {
        layers.add(new Layer(name, op, List.of(inputs)));
        return name;
    }
}
