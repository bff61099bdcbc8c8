package io.lossatlas.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Which settings of DL4J's layers the compiled form of a network can express. */
final class LayerRules {
    private LayerRules() {}

    static void check(String name, ConvolutionLayer conv) {
        int[] kernel = conv.getKernelSize();
        int side = kernel[0];
        need(name, conv, kernel[1] == side && (side == 1 || side == 3), "kernel", Arrays.toString(kernel));
        int[] stride = conv.getStride();
        need(name, conv, stride[1] == stride[0] && stride[0] <= 2, "stride", Arrays.toString(stride));
        int[] padding = conv.getPadding();
        boolean centred = padding[0] == side / 2 && padding[1] == side / 2;
        need(name, conv, centred, "padding", Arrays.toString(padding));
        ConvolutionMode mode = conv.getConvolutionMode();
        need(name, conv, mode == ConvolutionMode.Truncate, "convolution mode", mode);
        int[] dilation = conv.getDilation();
        need(name, conv, dilation[0] == 1 && dilation[1] == 1, "dilation", Arrays.toString(dilation));
        IActivation activation = conv.getActivationFn();
        need(name, conv, activation instanceof ActivationIdentity, "activation", activation);
    }

    static void check(String name, BatchNormalization bn) {
        need(name, bn, !bn.isLockGammaBeta(), "lockGammaBeta", true);
        need(name, bn, !bn.isUseLogStd(), "useLogStd", true);
        need(name, bn, bn.isMinibatch(), "minibatch", false);
    }

    static void check(String name, ActivationLayer layer) {
        IActivation activation = layer.getActivationFn();
        boolean relu = activation instanceof ActivationReLU plain && plain.equals(new ActivationReLU());
        need(name, layer, relu, "activation", activation);
    }

    static void check(String name, GlobalPoolingLayer pooling) {
        PoolingType type = pooling.getPoolingType();
        need(name, pooling, type == PoolingType.AVG, "pooling", type);
    }

    static void check(String name, OutputLayer dense) {
        IActivation activation = dense.getActivationFn();
        boolean logits = activation instanceof ActivationIdentity || activation instanceof ActivationSoftmax;
        need(name, dense, logits, "activation", activation);
        need(name, dense, dense.hasBias(), "bias", false);
        ILossFunction loss = dense.getLossFn();
        boolean crossEntropy = loss instanceof LossMCXENT plain && plain.getWeights() == null;
        need(name, dense, crossEntropy, "loss", loss);
    }

    /** What a layer reads has as many channels as it has weights for. */
    static void check(String name, FeedForwardLayer layer, int channels) {
        need(name, layer, layer.getNIn() == channels, "number of inputs", layer.getNIn() + ", not " + channels);
    }

    private static void need(String name, Layer layer, boolean met, String setting, Object found) {
        if (!met) {
            throw GraphCompiler.refused(
                    name, layer.getClass().getSimpleName(), "its %s is %s".formatted(setting, found));
        }
    }
}
