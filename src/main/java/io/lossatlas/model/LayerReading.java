package io.lossatlas.model;

import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A layer of DL4J as an operation with what follows it. Settings that would change what it computes are refused.
 *
 * @param op the operation; none of a layer that only activates
 * @param bias whether it has one
 * @param activation what follows
 */
record LayerReading(Optional<Op> op, Bias bias, After activation) {

    /** Whether an operation has a bias. */
    enum Bias {
        NONE,
        ADDED
    }

    /** What follows an operation. */
    enum After {
        NOTHING,
        RELU
    }

    /**
     * Reads a layer.
     *
     * @param input shape of the value that it reads
     */
    static LayerReading of(String name, Layer layer, TensorShape input) {
        Rules rules = new Rules(name, layer);
        rules.need(layer.getIDropout() == null, "dropout", layer.getIDropout());
        if (layer.getClass() == ConvolutionLayer.class) {
            return rules.convolution((ConvolutionLayer) layer, input);
        } else if (layer instanceof BatchNormalization bn) {
            return rules.normalisation(bn, input);
        } else if (layer instanceof ActivationLayer activation) {
            return new LayerReading(Optional.empty(), Bias.NONE, rules.activation(activation.getActivationFn()));
        } else if (layer.getClass() == SubsamplingLayer.class) {
            return of(rules.pooling((SubsamplingLayer) layer));
        } else if (layer instanceof GlobalPoolingLayer pooling) {
            rules.need(pooling.getPoolingType() == PoolingType.AVG, "pooling", pooling.getPoolingType());
            rules.need(pooling.isCollapseDimensions(), "collapseDimensions", false);
            return of(new GlobalAveragePool());
        } else if (layer.getClass() == DenseLayer.class) {
            return rules.dense((DenseLayer) layer, input);
        } else if (layer.getClass() == OutputLayer.class) {
            return rules.output((OutputLayer) layer, input);
        }
        throw refused(name, layer, "unknown to LossAtlas");
    }

    private static LayerReading of(Op op) {
        return new LayerReading(Optional.of(op), Bias.NONE, After.NOTHING);
    }

    static IllegalArgumentException refused(String name, Layer layer, String why) {
        return refused(name, layer.getClass().getSimpleName(), why);
    }

    static IllegalArgumentException refused(String name, String type, String why) {
        return new IllegalArgumentException("layer %s, a %s, cannot be compiled: %s".formatted(name, type, why));
    }

    /** What a layer's settings must be. */
    private record Rules(String name, Layer layer) {

        LayerReading convolution(ConvolutionLayer conv, TensorShape input) {
            truncated(conv.getConvolutionMode(), conv.getDilation());
            inputs(conv, input.isImage() ? input.channels() : input.size());
            return new LayerReading(
                    Optional.of(new Conv(
                            (int) conv.getNOut(), window(conv.getKernelSize(), conv.getStride(), conv.getPadding()))),
                    conv.hasBias() ? Bias.ADDED : Bias.NONE,
                    activation(conv.getActivationFn()));
        }

        LayerReading normalisation(BatchNormalization bn, TensorShape input) {
            need(!bn.isLockGammaBeta(), "lockGammaBeta", true);
            need(!bn.isUseLogStd(), "useLogStd", true);
            need(bn.isMinibatch(), "minibatch", false);
            inputs(bn, input.isImage() ? input.channels() : input.size());
            Op op = new BatchNorm(bn.getEps(), bn.getDecay());
            return new LayerReading(Optional.of(op), Bias.NONE, activation(bn.getActivationFn()));
        }

        Op pooling(SubsamplingLayer pooling) {
            truncated(pooling.getConvolutionMode(), pooling.getDilation());
            Window window = window(pooling.getKernelSize(), pooling.getStride(), pooling.getPadding());
            return switch (pooling.getPoolingType()) {
                case MAX -> new MaxPool(window);
                case AVG ->
                    new AveragePool(window, pooling.isAvgPoolIncludePadInDivisor() ? Divisor.AREA : Divisor.VALUES);
                case SUM, PNORM -> throw wrong("pooling", pooling.getPoolingType());
            };
        }

        LayerReading dense(DenseLayer dense, TensorShape input) {
            need(!dense.hasLayerNorm(), "layer normalisation", true);
            inputs(dense, input.size());
            return new LayerReading(
                    Optional.of(new Dense((int) dense.getNOut())),
                    dense.hasBias() ? Bias.ADDED : Bias.NONE,
                    activation(dense.getActivationFn()));
        }

        LayerReading output(OutputLayer output, TensorShape input) {
            IActivation activation = output.getActivationFn();
            boolean logits = activation instanceof ActivationIdentity || activation instanceof ActivationSoftmax;
            need(logits, "activation", activation);
            need(output.hasBias(), "bias", false);
            ILossFunction loss = output.getLossFn();
            need(loss instanceof LossMCXENT plain && plain.getWeights() == null, "loss", loss);
            inputs(output, input.size());
            return new LayerReading(Optional.of(new Dense((int) output.getNOut())), Bias.ADDED, After.NOTHING);
        }

        After activation(IActivation activation) {
            if (activation == null || activation instanceof ActivationIdentity) {
                return After.NOTHING;
            }
            need(activation.equals(new ActivationReLU()), "activation", activation);
            return After.RELU;
        }

        private void truncated(ConvolutionMode mode, int[] dilation) {
            need(mode == ConvolutionMode.Truncate, "convolution mode", mode);
            need(dilation[0] == 1 && dilation[1] == 1, "dilation", Arrays.toString(dilation));
        }

        private static Window window(int[] kernel, int[] stride, int[] padding) {
            return new Window(
                    kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], padding[0], padding[1]);
        }

        /** What a layer reads has as many channels or values as it has weights for. */
        private void inputs(FeedForwardLayer layer, int found) {
            need(layer.getNIn() == found, "number of inputs", layer.getNIn() + ", not " + found);
        }

        void need(boolean met, String setting, Object found) {
            if (!met) {
                throw wrong(setting, found);
            }
        }

        private IllegalArgumentException wrong(String setting, Object found) {
            return refused(name, layer, "its %s is %s".formatted(setting, found));
        }
    }
}
