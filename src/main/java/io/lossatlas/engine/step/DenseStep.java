package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.MatrixProducts;
import io.lossatlas.engine.kernel.NormGradient;
import io.lossatlas.engine.kernel.OuterProducts;
import io.lossatlas.engine.kernel.ReluGradient;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.shape.Role;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A dense layer along the rows of what it reads, and ReLU, where it has one.
 *
 * @param matrix its weights and biases
 * @param from value that it reads
 * @param floor smallest value that it makes: 0 with ReLU, negative infinity without
 * @param makes value that it makes
 */
public record DenseStep(Matrix matrix, int from, float floor, int makes) implements Step {
    private static final int L = Lanes.LOGICAL;

    /** Vectors that are begun and computed in a turn, so that their sums stay in the second-level cache. */
    private static final int TURN = 4;

    /** The step of a node. */
    public static Step of(Dense op, PlacedNode at) {
        int inputs = at.input().width();
        int weights = at.node().parameter(Role.DENSE).offset();
        int bias = at.node().parameters().size() > 1
                ? at.node().parameter(Role.BIAS).offset()
                : NONE;
        Matrix matrix = new Matrix(op.outputs(), inputs, op.inputsFirst(), weights, bias);
        return new DenseStep(matrix, at.value(), ConvolutionStep.NO_FLOOR, NONE);
    }

    /**
     * Weights and biases.
     *
     * @param outputs number of neurons
     * @param inputs extent of what it reads
     * @param inputsFirst whether the weights lie as {@code [inputs][outputs]}, not {@code [outputs][inputs]}
     * @param weights index of the first of the weights
     * @param bias index of the first bias, or {@link #NONE}
     */
    public record Matrix(int outputs, int inputs, boolean inputsFirst, int weights, int bias) implements Serializable {

        MatrixProducts products(int vectors) {
            return new MatrixProducts(outputs, inputs, outputStep(), inputStep(), vectors);
        }

        MatrixProducts transposed(int vectors) {
            return new MatrixProducts(inputs, outputs, inputStep(), outputStep(), vectors);
        }

        private int outputStep() {
            return inputsFirst ? 1 : inputs;
        }

        private int inputStep() {
            return inputsFirst ? outputs : 1;
        }

        /** Products for the gradient of the weights, of so many vectors at most. */
        OuterProducts outer(int vectors) {
            return inputsFirst
                    ? new OuterProducts(inputs, outputs, vectors)
                    : new OuterProducts(outputs, inputs, vectors);
        }

        /** The gradient of the weights. */
        void gradient(OuterProducts outer, List<Tensor> x, List<Tensor> dy, int groups, float[] gradient) {
            if (inputsFirst) {
                outer.run(dy, x, groups, gradient, weights);
            } else {
                outer.run(x, dy, groups, gradient, weights);
            }
        }
    }

    @Override
    public Optional<Step> followedBy(Node next, IntSupplier other) {
        return next.op() instanceof Relu && floor != 0
                ? Optional.of(new DenseStep(matrix, from, 0, makes))
                : Optional.empty();
    }

    @Override
    public List<String> together() {
        return floor == 0 ? List.of("Dense", ConvolutionStep.RELU) : List.of();
    }

    @Override
    public Step into(int value) {
        return new DenseStep(matrix, from, floor, value);
    }

    @Override
    public boolean ends(int parameter) {
        return parameter == matrix.weights || parameter == matrix.bias;
    }

    @Override
    public List<Operand> reads() {
        return List.of(new Operand(from, Operand.Reading.AGAIN));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        Tensor to = values.get(makes);
        return new Evaluation(new Layer(this, to), values.get(from), to);
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new DenseTangents(this, place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(this, tensors);
    }

    private static int vectors(Tensor tensor) {
        return tensor.shape().channels() * tensor.shape().height();
    }

    /** The layer for one thread. */
    private static final class Layer {
        private final DenseStep step;
        private final MatrixProducts products;
        private final float[] zeros; // in place of biases where there are none
        private float[] parameters;

        Layer(DenseStep step, Tensor to) {
            this.step = step;
            this.products = step.matrix.products(vectors(to));
            this.zeros = new float[step.matrix.bias == NONE ? step.matrix.outputs : 0];
        }

        void load(float[] point) {
            parameters = point;
            products.load(point, step.matrix.weights);
        }

        void run(Tensor x, Tensor y) {
            int vectors = vectors(y);
            for (int v = 0; v < vectors; v += TURN) {
                int end = Math.min(vectors, v + TURN);
                for (int n = v; n < end; n++) {
                    if (step.matrix.bias == NONE) {
                        products.spread(zeros, 0, y, n);
                    } else {
                        products.spread(parameters, step.matrix.bias, y, n);
                    }
                }
                products.add(x, y, v, end);
            }
            for (int c = 0; c < y.shape().channels() && step.floor == 0; c++) {
                Affine.apply(y, c, 1, 0, step.floor, y);
            }
        }
    }

    private record Evaluation(Layer layer, Tensor from, Tensor to) implements StepEvaluation {
        @Override
        public void load(float[] folded) {
            layer.load(folded);
        }

        @Override
        public void run() {
            layer.run(from, to);
        }
    }

    private static final class Forward implements StepForward {
        private final DenseStep step;
        private final List<Tensor> from;
        private final List<Tensor> to;
        private final Layer layer;

        Forward(DenseStep step, BatchTensors tensors) {
            this.step = step;
            this.from = tensors.of(step.from);
            this.to = tensors.of(step.makes);
            this.layer = new Layer(step, to.get(0));
        }

        @Override
        public void begin(float[] point) {
            layer.load(point);
        }

        @Override
        public void run(int group, int images) {
            layer.run(from.get(group), to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients);
        }
    }

    private static final class Backward implements StepBackward {
        private final DenseStep step;
        private final Matrix matrix;
        private final Forward forward;
        private final StepGradients gradients;
        private final ReluGradient relu = new ReluGradient();
        private final MatrixProducts transposed;
        private final OuterProducts outer;
        private final double[] biases;
        private final float[] row = new float[L];
        private final double[] lanes = new double[L];
        private int groups;

        Backward(Forward forward, StepGradients gradients) {
            this.step = forward.step;
            this.matrix = step.matrix;
            this.forward = forward;
            this.gradients = gradients;
            int vectors = vectors(forward.to.get(0));
            this.transposed = matrix.transposed(vectors);
            this.outer = matrix.outer(forward.to.size() * vectors);
            this.biases = new double[matrix.outputs];
        }

        @Override
        public void clear() {
            groups = 0;
            Arrays.fill(biases, 0);
        }

        @Override
        public void gate(int group, int images) {
            groups = Math.max(groups, group + 1);
            Tensor dy = gradients.made().get(group);
            if (step.floor == 0) {
                relu.run(dy, forward.to.get(group));
            }
            if (images < L) {
                NormGradient.clearLanes(dy, images);
            }
            for (int o = 0; o < matrix.outputs && matrix.bias != NONE; o++) {
                columnSum(dy, o);
                biases[o] += LaneTree.sum(row, images, lanes);
            }
        }

        private void columnSum(Tensor dy, int column) {
            System.arraycopy(dy.data(), dy.at(0, 0, column), row, 0, L);
            Shape shape = dy.shape();
            for (int n = 1; n < shape.channels() * shape.height(); n++) {
                int at = dy.at(n / shape.height(), n % shape.height(), column);
                for (int lane = 0; lane < L; lane++) {
                    row[lane] += dy.data()[at + lane];
                }
            }
        }

        @Override
        public void settle(float[] point, float[] gradient) {
            if (gradients.wanted(0)) {
                transposed.load(point, matrix.weights);
            }
        }

        @Override
        public void propagate(int group) {
            if (gradients.wanted(0)) {
                transposed.add(gradients.made().get(group), gradients.sum(0, group));
            }
        }

        @Override
        public void finish(float[] gradient) {
            matrix.gradient(outer, forward.from, gradients.made(), groups, gradient);
            for (int o = 0; o < matrix.outputs && matrix.bias != NONE; o++) {
                gradient[matrix.bias + o] = (float) biases[o];
            }
        }
    }
}
