package io.lossatlas.engine.check;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.NormGradient;
import io.lossatlas.engine.kernel.RowSums;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * One kernel on operands of its own: a layer of a network of width 8.
 *
 * @param name what it computes
 * @param kernel computes it once
 * @param operations of one run, two for each multiply-add
 * @param least share of the core's peak that it must reach: well under what it does on CPUs with 16 or 32 registers,
 *     well above what it does with its vectors on the heap
 */
record KernelJob(String name, Runnable kernel, double operations, double least) {
    private static final double PRODUCTS = 0.2;
    /** Elementwise kernels wait for the cache. */
    private static final double ELEMENTWISE = 0.015;

    private static final Shape WIDE = new Shape(8, 28, 28);

    /** All kernels of evaluation and training. */
    static List<KernelJob> all() {
        List<KernelJob> jobs = new ArrayList<>();
        jobs.add(convolution("convolution 1 x 28 to 8 x 28", new Shape(1, 28, 28), 8, 3, 1));
        jobs.add(convolution("convolution 8 x 28 to 8 x 28", WIDE, 8, 3, 1));
        jobs.add(convolution("convolution 32 x 7 to 32 x 7", new Shape(32, 7, 7), 32, 3, 1));
        jobs.add(convolution("convolution 8 x 28 to 16 x 14", WIDE, 16, 3, 2));
        jobs.add(convolution("projection 8 x 28 to 16 x 14", WIDE, 16, 1, 2));
        jobs.add(dataGradient("data gradient of 8 x 28 to 8 x 28", 8, 3, 1));
        jobs.add(dataGradient("data gradient of 8 x 28 to 16 x 14", 16, 3, 2));
        jobs.add(weightGradient("weight gradient of 8 x 28 to 8 x 28", 8, 3, 1));
        jobs.add(weightGradient("weight gradient of 8 x 28 to 16 x 14", 16, 3, 2));
        jobs.add(weightGradient("weight gradient of the projection", 16, 1, 2));
        jobs.addAll(windows("5 x 5 of 8 x 28", new Side(5, 1, 2, 1), 1));
        jobs.addAll(windows("depthwise 3 x 3 of 8 x 28", new Side(3, 1, 1, 1), 8));
        jobs.addAll(elementwise());
        return List.copyOf(jobs);
    }

    private static KernelJob convolution(String name, Shape in, int channels, int kernel, int stride) {
        Scratch scratch = Scratch.of(Convolution.scratch(in, channels, kernel, stride));
        Convolution convolution = new Convolution(in, channels, kernel, stride, scratch);
        List<Tensor> tensors = Arena.of(List.of(in, convolution.output()));
        convolution.load(weights(in, channels, kernel), 0, channels * in.channels() * kernel * kernel);
        return new KernelJob(
                name,
                () -> convolution.run(tensors.get(0), 0, tensors.get(1)),
                operations(in, channels, kernel, stride),
                kernel == 1 || in.channels() == 1 ? PRODUCTS / 2 : PRODUCTS);
    }

    private static KernelJob dataGradient(String name, int channels, int kernel, int stride) {
        Scratch scratch = Scratch.of(DataGradient.scratch(WIDE, channels, kernel, stride));
        DataGradient gradient = new DataGradient(WIDE, channels, kernel, stride, scratch);
        List<Tensor> tensors = Arena.of(List.of(WIDE, Convolution.output(WIDE, channels, kernel, stride)));
        gradient.load(weights(WIDE, channels, kernel), 0);
        return new KernelJob(
                name,
                () -> gradient.run(tensors.get(1), tensors.get(0)),
                operations(WIDE, channels, kernel, stride),
                PRODUCTS / 2);
    }

    private static KernelJob weightGradient(String name, int channels, int kernel, int stride) {
        Scratch scratch = Scratch.of(WeightGradient.scratch(channels * WIDE.channels() * kernel * kernel));
        WeightGradient gradient = new WeightGradient(WIDE, channels, kernel, stride, scratch);
        List<Tensor> tensors = Arena.of(List.of(WIDE, Convolution.output(WIDE, channels, kernel, stride)));
        return new KernelJob(
                name,
                () -> gradient.add(tensors.get(0), tensors.get(1)),
                operations(WIDE, channels, kernel, stride),
                PRODUCTS / 2);
    }

    /** A convolution of eight to eight channels of as many pixels, and its gradients. */
    private static List<KernelJob> windows(String name, Side side, int groups) {
        double least = groups == 1 ? PRODUCTS / 2 : PRODUCTS / 4;
        return NetworkLayer.passes(new ConvolutionShape(WIDE, WIDE, groups, side, side), least).stream()
                .map(pass -> new KernelJob(
                        pass.name() + (pass.name().equals("convolution") ? " " : " of ") + name,
                        pass.kernel(),
                        pass.operations(),
                        pass.least()))
                .toList();
    }

    private static List<KernelJob> elementwise() {
        Shape one = new Shape(1, 28, 28);
        List<Tensor> tensors = Arena.of(List.of(one, one, one));
        Tensor a = tensors.get(0);
        Tensor b = tensors.get(1);
        Tensor c = tensors.get(2);
        float[] sums = new float[Lanes.LOGICAL];
        float[] products = new float[Lanes.LOGICAL];
        double twice = 2.0 * one.pixels() * Lanes.LOGICAL;
        return List.of(
                new KernelJob("sum of a plane", () -> RowSums.sum(a, 0, sums), twice / 2, ELEMENTWISE),
                new KernelJob("squares of a plane", () -> RowSums.squares(a, 0, 0, sums), twice, ELEMENTWISE),
                new KernelJob("normalisation", () -> Affine.apply(a, 0, 1, 0, 0, b), twice, ELEMENTWISE),
                new KernelJob(
                        "normalisation and addition",
                        () -> Affine.applyAdding(a, b, 0, 1, 0, 0, c),
                        twice,
                        ELEMENTWISE),
                new KernelJob(
                        "gradient through ReLU",
                        () -> NormGradient.gate(a, b, c, 0, 0, 0, sums, products),
                        twice,
                        ELEMENTWISE),
                new KernelJob(
                        "gradient through normalisation",
                        () -> NormGradient.apply(a, b, 0, 1, 0, 0, c),
                        twice,
                        ELEMENTWISE));
    }

    private static float[] weights(Shape in, int channels, int kernel) {
        return new float[channels * in.channels() * kernel * kernel + channels];
    }

    private static double operations(Shape in, int channels, int kernel, int stride) {
        int pixels = Convolution.output(in, channels, kernel, stride).pixels();
        return 2.0 * Lanes.LOGICAL * pixels * channels * in.channels() * kernel * kernel;
    }
}
