package io.lossatlas.onnx;

import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.onnx.GraphDraft.Claim;
import io.lossatlas.onnx.Operators.Single;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operations on images: convolution, pooling, batch normalisation. */
final class ImageOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = Map.of(
            "Conv", ImageOperators::conv,
            "BatchNormalization", ImageOperators::batchNorm,
            "MaxPool", ImageOperators::maxPool,
            "AveragePool", ImageOperators::averagePool,
            "GlobalAveragePool", ImageOperators::globalAveragePool,
            "GlobalMaxPool", ImageOperators::globalMaxPool);

    private static final int IMAGE = 3;

    private ImageOperators() {}

    private static Value conv(NodeReading at) {
        Claim weight = at.claim(1, Role.CONV);
        long[] shape = weight.source().tensor().shape(); // [outputs, channels / groups, height, width]
        if (shape.length != IMAGE + 1) {
            throw new IllegalArgumentException(
                    "expected a weight of four axes, found " + weight.source().tensor());
        }
        Activation image = at.examples(0, IMAGE);
        Window window = new WindowReading(at.node(), image.shape())
                .convolution(Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
        List<Claim> parameters = new ArrayList<>(List.of(weight));
        if (at.optional(2).isPresent() && !isZero(at.value(2))) {
            parameters.add(at.claim(2, Role.BIAS));
        }
        int groups = Math.toIntExact(at.node().whole("group", 1));
        return at.add(new Conv(Math.toIntExact(shape[0]), window, groups), List.of(image), image.place(), parameters);
    }

    /** Whether a bias is a constant of zeros, as some exporters give a convolution without one. */
    private static boolean isZero(Value value) {
        return value instanceof Known known
                && Arrays.stream(known.tensor().values()).allMatch(each -> each == 0);
    }

    private static Value batchNorm(NodeReading at) {
        List<Claim> parameters = List.of(
                at.claim(1, Role.BN_GAMMA),
                at.claim(2, Role.BN_BETA),
                at.claim(3, Role.BN_MEAN),
                at.claim(4, Role.BN_VAR));
        if (at.node().whole("training_mode", 0) != 0) {
            at.translation()
                    .notes()
                    .add("exported for training: batch normalisation is computed by running statistics"
                            + " or recalibrated ones, as the surface asks for");
        }
        BatchNorm op = new BatchNorm(at.node().real("epsilon", 1e-5f), at.node().real("momentum", 0.9f));
        Activation input = at.activation(0);
        int axes = input.shape().extents().size();
        if (axes == 2) { // [channels, length], for a graph an image of one column
            Activation series = at.examples(0, 2);
            List<Integer> extents = series.shape().extents();
            Activation image = at.reshape(series, TensorShape.of(extents.get(0), extents.get(1), 1), series.place());
            return at.reshape(at.add(op, List.of(image), image.place(), parameters), series.shape(), series.place());
        }
        return at.add(op, List.of(at.examples(0, axes)), input.place(), parameters);
    }

    private static Value maxPool(NodeReading at) {
        Activation image = at.examples(0, IMAGE);
        if (at.node().outputs().size() > 1) {
            throw new IllegalArgumentException("expected one output, found the indices of the largest values too");
        }
        return at.map(new MaxPool(new WindowReading(at.node(), image.shape()).pooling()), image);
    }

    private static Value averagePool(NodeReading at) {
        Activation image = at.examples(0, IMAGE);
        WindowReading reading = new WindowReading(at.node(), image.shape());
        Window window = reading.pooling();
        boolean padded =
                Math.max(Math.max(window.padTop(), window.padLeft()), Math.max(window.padBottom(), window.padRight()))
                        > 0;
        boolean included = at.node().whole("count_include_pad", 0) != 0;
        if (included && reading.isExtended()) {
            throw new IllegalArgumentException("expected ceil_mode = 0 with count_include_pad = 1, found 1");
        }
        return at.map(new AveragePool(window, padded && !included ? Divisor.VALUES : Divisor.AREA), image);
    }

    private static Value globalAveragePool(NodeReading at) {
        Activation image = at.examples(0, IMAGE);
        Activation means = at.add(new GlobalAveragePool(), List.of(image), image.place());
        return at.reshape(means, TensorShape.of(image.shape().channels(), 1, 1), image.place());
    }

    private static Value globalMaxPool(NodeReading at) {
        Activation image = at.examples(0, IMAGE);
        Window whole = new WindowReading(at.node(), image.shape()).whole();
        return at.map(new MaxPool(whole), image);
    }
}
