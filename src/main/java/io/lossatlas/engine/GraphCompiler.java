package io.lossatlas.engine;

import static io.lossatlas.engine.Program.NONE;

import io.lossatlas.data.ImageShape;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Role;
import io.lossatlas.model.Layouts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * Turns a DL4J graph into a {@link Program}: each convolution takes in the normalisation, addition and ReLU that follow
 * it and that nothing else reads. Whatever does not fit this pattern is refused by name.
 */
final class GraphCompiler {
    private final ComputationGraphConfiguration configuration;
    private final ParameterLayout layout;
    private final List<Shape> values = new ArrayList<>();
    private final List<Program.Step> trunk = new ArrayList<>();
    private final Map<String, Integer> valueOf = new HashMap<>();
    private final Map<String, Program.Step> pending = new HashMap<>();
    private Program.Head head;

    private GraphCompiler(ComputationGraphConfiguration configuration) {
        this.configuration = configuration;
        this.layout = Layouts.of(configuration);
    }

    /**
     * Compiles a graph.
     *
     * @throws IllegalArgumentException naming the layer that cannot be compiled, and why
     */
    static Program compile(ComputationGraphConfiguration configuration, ImageShape images) {
        if (configuration.getNetworkInputs().size() != 1) {
            throw new IllegalArgumentException(
                    "a network with the inputs %s cannot be compiled".formatted(configuration.getNetworkInputs()));
        }
        GraphCompiler compiler = new GraphCompiler(configuration);
        compiler.values.add(new Shape(images.channels(), images.height(), images.width()));
        compiler.valueOf.put(configuration.getNetworkInputs().get(0), 0);
        compiler.build();
        return new Program(compiler.layout, compiler.values, compiler.trunk, compiler.head);
    }

    private void build() {
        for (String name : configuration.getTopologicalOrderStr()) {
            if (configuration.getNetworkInputs().contains(name)) {
                continue;
            }
            GraphVertex vertex = configuration.getVertices().get(name);
            List<String> inputs = configuration.getVertexInputs().get(name);
            if (vertex instanceof LayerVertex layer && layer.getPreProcessor() != null) {
                throw refused(name, layer.getLayerConf().getLayer(), "its input is preprocessed");
            } else if (vertex instanceof LayerVertex layer) {
                layer(name, layer.getLayerConf().getLayer(), inputs.get(0));
            } else if (vertex instanceof ElementWiseVertex add
                    && add.getOp() == ElementWiseVertex.Op.Add
                    && inputs.size() == 2) {
                add(name, inputs.get(0), inputs.get(1));
            } else {
                throw refused(name, vertex.getClass().getSimpleName(), "unknown to the simd engine");
            }
        }
        if (head == null) {
            throw new IllegalArgumentException("the network has no global average pooling with a dense head");
        }
    }

    private void layer(String name, Layer layer, String from) {
        if (layer.getIDropout() != null) {
            throw refused(name, layer, "dropout is unknown to the simd engine");
        }
        if (layer instanceof ConvolutionLayer conv && layer.getClass() == ConvolutionLayer.class) {
            LayerRules.check(name, conv);
            int source = value(from);
            LayerRules.check(name, conv, values.get(source).channels());
            pending.put(name, Program.Step.of(filter(name, conv), source));
        } else if (layer instanceof BatchNormalization bn) {
            LayerRules.check(name, bn);
            pending.put(name, convolutionBefore(name, layer, from).normalised(norm(name, bn)));
        } else if (layer instanceof ActivationLayer activation) {
            LayerRules.check(name, activation);
            pending.put(name, convolutionBefore(name, layer, from).rectified());
        } else if (layer instanceof GlobalPoolingLayer pooling) {
            LayerRules.check(name, pooling);
            valueOf.put(name, value(from));
        } else if (layer instanceof OutputLayer dense) {
            head(name, dense, from);
        } else {
            throw refused(name, layer, "unknown to the simd engine");
        }
    }

    private void add(String name, String first, String second) {
        Program.Step before = pending.get(first);
        boolean fuseFirst = before != null && takesAddition(before) && readers(first) == 1;
        Program.Step fused = fuseFirst ? before : pending.get(second);
        String other = fuseFirst ? second : first;
        if (fused == null || !takesAddition(fused) || readers(fuseFirst ? first : second) != 1) {
            throw refused(name, "ElementWiseVertex", "it must add to a convolution that nothing else reads");
        }
        int added = value(other);
        if (!values.get(added).equals(shape(fused))) {
            throw refused(name, "ElementWiseVertex", "it adds %s to %s".formatted(values.get(added), shape(fused)));
        }
        pending.put(name, fused.adding(added));
    }

    private Program.Step convolutionBefore(String name, Layer layer, String from) {
        Program.Step before = pending.get(from);
        if (before == null || before.relu() || readers(from) != 1) {
            throw refused(name, layer, "it must follow a convolution that nothing else reads");
        }
        if (layer instanceof BatchNormalization
                && (before.norm() != null || before.adds() || before.filter().bias() != NONE)) {
            throw refused(name, layer, "it must come straight after a convolution without bias");
        }
        return before;
    }

    private Program.Filter filter(String name, ConvolutionLayer conv) {
        Parameter weights = layout.parameter(name, Role.CONV);
        return new Program.Filter(
                name,
                (int) conv.getNOut(),
                conv.getKernelSize()[0],
                conv.getStride()[0],
                weights.offset(),
                weights.size(),
                conv.hasBias() ? layout.parameter(name, Role.BIAS).offset() : NONE);
    }

    private Program.Norm norm(String name, BatchNormalization bn) {
        return new Program.Norm(
                layout.parameter(name, Role.BN_GAMMA).offset(),
                layout.parameter(name, Role.BN_BETA).offset(),
                layout.parameter(name, Role.BN_MEAN).offset(),
                layout.parameter(name, Role.BN_VAR).offset(),
                bn.getEps(),
                bn.getDecay());
    }

    private void head(String name, OutputLayer dense, String from) {
        String before = configuration.getVertices().get(from) instanceof LayerVertex vertex
                        && vertex.getLayerConf().getLayer() instanceof GlobalPoolingLayer
                ? from
                : null;
        if (before == null || head != null || !configuration.getNetworkOutputs().equals(List.of(name))) {
            throw refused(name, dense, "it must follow global average pooling and be the network's one output");
        }
        LayerRules.check(name, dense);
        LayerRules.check(name, dense, values.get(value(from)).channels());
        head = new Program.Head(
                value(from),
                (int) dense.getNIn(),
                (int) dense.getNOut(),
                layout.parameter(name, Role.DENSE).offset(),
                layout.parameter(name, Role.BIAS).offset());
    }

    /** The number of a vertex's value; a convolution that waited for what follows becomes a step now. */
    private int value(String name) {
        return valueOf.computeIfAbsent(name, absent -> {
            Program.Step convolution = pending.get(absent);
            values.add(shape(convolution));
            trunk.add(convolution.into(values.size() - 1));
            return values.size() - 1;
        });
    }

    private Shape shape(Program.Step convolution) {
        return convolution.filter().output(values.get(convolution.from()));
    }

    private static boolean takesAddition(Program.Step step) {
        return !step.adds() && !step.relu();
    }

    private long readers(String name) {
        return configuration.getVertexInputs().values().stream()
                .filter(inputs -> inputs.contains(name))
                .count();
    }

    private static IllegalArgumentException refused(String name, Layer layer, String why) {
        return refused(name, layer.getClass().getSimpleName(), why);
    }

    static IllegalArgumentException refused(String name, String type, String why) {
        return new IllegalArgumentException("layer %s, a %s, cannot be compiled: %s".formatted(name, type, why));
    }
}
