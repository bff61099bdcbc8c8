package io.lossatlas.engine.check;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.MatrixProducts;
import io.lossatlas.engine.kernel.OuterProducts;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape.Side;
import io.lossatlas.engine.kernel.value.LaneProducts;
import io.lossatlas.engine.kernel.value.LaneProducts.Steps;
import java.util.List;
import java.util.function.Supplier;

/**
 * A layer of a network that people train.
 *
 * @param name extents of the layer
 * @param network where it stands
 * @param passes makes its forward pass, the gradient of what it reads and the gradient of its weights (of the second factor), each
 *     on operands of its own
 */
record NetworkLayer(String name, String network, Supplier<List<KernelJob>> passes) {
    /** Share of the peak below which a pass is told apart as slow, be it spoilt by the JIT or unfit for the shape. */
    private static final double LEAST = 0.05;

    /** Of every kind of layer those that networks on small images have, few channels to many. */
    static List<NetworkLayer> all() {
        return List.of(
                square("ResNet-56", 3, 16, 32, 3, 1),
                square("ResNet-56", 16, 16, 32, 3, 1),
                square("ResNet-56", 16, 32, 32, 3, 2),
                square("ResNet-56", 32, 32, 16, 3, 1),
                square("ResNet-56", 64, 64, 8, 3, 1),
                square("ResNet-18", 64, 64, 32, 3, 1),
                square("ResNet-18", 64, 128, 32, 3, 2),
                square("ResNet-18", 128, 128, 16, 3, 1),
                square("ResNet-18", 256, 256, 8, 3, 1),
                square("ResNet-18", 512, 512, 4, 3, 1),
                square("VGG-11", 512, 512, 8, 3, 1),
                square("VGG-11", 512, 512, 2, 3, 1),
                square("ResNet-18", 64, 128, 32, 1, 2),
                square("ResNet-50", 64, 64, 32, 1, 1),
                square("ResNet-50", 64, 256, 32, 1, 1),
                square("ResNet-50", 512, 512, 8, 1, 1),
                square("MobileNet", 16, 96, 32, 1, 1),
                depthwise("MobileNet", 32, 32, 1),
                depthwise("MobileNet", 96, 32, 2),
                depthwise("MobileNet", 384, 8, 1),
                convolution("LeNet", 6, 16, 14, new Side(5, 1, 0, 1), 1),
                convolution("Inception", 64, 64, 16, new Side(5, 1, 2, 1), 1),
                convolution("ResNet-18", 3, 64, 64, new Side(7, 2, 3, 1), 1),
                convolution("ViT", 3, 192, 32, new Side(4, 4, 0, 1), 1),
                dense("MLP", 784, 256, 1),
                dense("VGG-11", 512, 512, 1),
                dense("ViT", 192, 768, 64),
                dense("ViT", 768, 192, 64),
                products("ViT", 64, 64, 64));
    }

    private static NetworkLayer square(String network, int from, int to, int pixels, int kernel, int stride) {
        return convolution(network, from, to, pixels, new Side(kernel, stride, kernel / 2, 1), 1);
    }

    private static NetworkLayer depthwise(String network, int channels, int pixels, int stride) {
        return convolution(network, channels, channels, pixels, new Side(3, stride, 1, 1), channels);
    }

    private static NetworkLayer convolution(String network, int from, int to, int pixels, Side side, int groups) {
        String name = "%s%d x %d%s, %d to %d, %d x %d"
                .formatted(
                        groups > 1 ? "depthwise " : "",
                        side.kernel(),
                        side.kernel(),
                        side.stride() > 1 ? " / " + side.stride() : "",
                        from,
                        to,
                        pixels,
                        pixels);
        int made = (pixels + 2 * side.padding() - side.kernel()) / side.stride() + 1;
        ConvolutionShape shape =
                new ConvolutionShape(new Shape(from, pixels, pixels), new Shape(to, made, made), groups, side, side);
        return new NetworkLayer(name, network, () -> passes(shape, LEAST));
    }

    /** The passes of a convolution. */
    static List<KernelJob> passes(ConvolutionShape shape, double least) {
        Convolution forward = new Convolution(shape, Scratch.of(Convolution.scratch(shape)));
        DataGradient dataGradient = new DataGradient(shape, Scratch.of(DataGradient.scratch(shape)));
        WeightGradient weightGradient = new WeightGradient(shape, Scratch.of(WeightGradient.scratch(shape)));
        List<Tensor> tensors = Arena.of(List.of(shape.in(), shape.out()));
        Tensor x = tensors.get(0);
        Tensor y = tensors.get(1);
        float[] weights = new float[shape.weights() + shape.out().channels()];
        forward.load(weights, 0, shape.weights());
        dataGradient.load(weights, 0);
        double operations = 2.0 * Lanes.LOGICAL * shape.out().pixels() * shape.weights();
        return List.of(
                new KernelJob("convolution", () -> forward.run(x, 0, y), operations, least),
                new KernelJob("data gradient", () -> dataGradient.run(y, x), operations, least),
                new KernelJob("weight gradient", () -> weightGradient.add(x, y), operations, least));
    }

    /** A dense layer of one vector an image, or of as many as it has tokens. */
    private static NetworkLayer dense(String network, int inputs, int outputs, int vectors) {
        String name =
                "dense %d to %d%s".formatted(inputs, outputs, vectors > 1 ? ", %d tokens".formatted(vectors) : "");
        return new NetworkLayer(name, network, () -> {
            List<Tensor> tensors = Arena.of(List.of(new Shape(1, vectors, inputs), new Shape(1, vectors, outputs)));
            Tensor x = tensors.get(0);
            Tensor y = tensors.get(1);
            float[] matrix = new float[inputs * outputs];
            MatrixProducts forward = new MatrixProducts(outputs, inputs, inputs, 1, vectors);
            MatrixProducts transposed = new MatrixProducts(inputs, outputs, 1, inputs, vectors);
            OuterProducts outer = new OuterProducts(outputs, inputs, vectors);
            forward.load(matrix, 0);
            transposed.load(matrix, 0);
            float[] gradient = new float[inputs * outputs];
            return jobs(
                    () -> forward.add(x, y),
                    () -> transposed.add(y, x),
                    () -> outer.run(List.of(x), List.of(y), 1, gradient, 0),
                    2.0 * vectors * inputs * outputs);
        });
    }

    /** Products of two matrices that each image has for itself, as in attention. */
    private static NetworkLayer products(String network, int rows, int terms, int columns) {
        String name = "products of %d x %d by %d x %d".formatted(rows, terms, terms, columns);
        return new NetworkLayer(name, network, () -> {
            List<Tensor> tensors = Arena.of(
                    List.of(new Shape(1, rows, terms), new Shape(1, terms, columns), new Shape(1, rows, columns)));
            Tensor a = tensors.get(0);
            Tensor b = tensors.get(1);
            Tensor c = tensors.get(2);
            LaneProducts forward = new LaneProducts(rows, terms, columns, steps(a), steps(b), steps(c));
            LaneProducts first = new LaneProducts(rows, columns, terms, steps(c), steps(b).transposed(), steps(a));
            LaneProducts second = new LaneProducts(terms, rows, columns, steps(a).transposed(), steps(c), steps(b));
            return jobs(
                    () -> forward.add(a.data(), first(a), b.data(), first(b), c.data(), first(c)),
                    () -> first.add(c.data(), first(c), b.data(), first(b), a.data(), first(a)),
                    () -> second.add(a.data(), first(a), c.data(), first(c), b.data(), first(b)),
                    2.0 * rows * terms * columns);
        });
    }

    private static List<KernelJob> jobs(Runnable forward, Runnable first, Runnable second, double operationsPerImage) {
        double operations = operationsPerImage * Lanes.LOGICAL;
        return List.of(
                new KernelJob("products", forward, operations, LEAST),
                new KernelJob("data gradient", first, operations, LEAST),
                new KernelJob("weight gradient", second, operations, LEAST));
    }

    private static Steps steps(Tensor matrix) {
        return new Steps(matrix.shape().row(), Lanes.LOGICAL);
    }

    private static int first(Tensor matrix) {
        return matrix.at(0, 0, 0);
    }
}
