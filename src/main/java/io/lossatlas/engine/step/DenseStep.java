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

        MatrixProducts products() {
            return new MatrixProducts(outputs, inputs, outputStep(), inputStep());
        }

        MatrixProducts transposed() {
            return new MatrixProducts(inputs, outputs, inputStep(), outputStep());
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
        return new Evaluation(this, values.get(from), values.get(makes));
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(this, tensors);
    }

    private void run(MatrixProducts products, float[] parameters, Tensor x, Tensor y) {
        Shape shape = y.shape();
        for (int c = 0; c < shape.channels(); c++) {
            for (int r = 0; r < shape.height(); r++) {
                for (int o = 0; o < matrix.outputs; o++) {
                    int at = y.at(c, r, o);
                    Arrays.fill(y.data(), at, at + L, matrix.bias == NONE ? 0 : parameters[matrix.bias + o]);
                }
            }
        }
        products.add(parameters, matrix.weights, x, y);
        for (int c = 0; c < shape.channels() && floor == 0; c++) {
            Affine.apply(y, c, 1, 0, floor, y);
        }
    }

    private static final class Evaluation implements StepEvaluation {
        private final DenseStep step;
        private final Tensor from;
        private final Tensor to;
        private final MatrixProducts products;
        private float[] parameters;

        Evaluation(DenseStep step, Tensor from, Tensor to) {
            this.step = step;
            this.from = from;
            this.to = to;
            this.products = step.matrix.products();
        }

        @Override
        public void load(float[] folded) {
            parameters = folded;
        }

        @Override
        public void run() {
            step.run(products, parameters, from, to);
        }
    }

    private static final class Forward implements StepForward {
        private final DenseStep step;
        private final List<Tensor> from;
        private final List<Tensor> to;
        private final MatrixProducts products;
        private float[] parameters;

        Forward(DenseStep step, BatchTensors tensors) {
            this.step = step;
            this.from = tensors.of(step.from);
            this.to = tensors.of(step.makes);
            this.products = step.matrix.products();
        }

        @Override
        public void begin(float[] point) {
            parameters = point;
        }

        @Override
        public void run(int group, int images) {
            step.run(products, parameters, from.get(group), to.get(group));
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
        private float[] parameters;

        Backward(Forward forward, StepGradients gradients) {
            this.step = forward.step;
            this.matrix = step.matrix;
            this.forward = forward;
            this.gradients = gradients;
            this.transposed = matrix.transposed();
            Shape made = forward.to.get(0).shape();
            this.outer = matrix.outer(forward.to.size() * made.channels() * made.height());
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
            parameters = point;
        }

        @Override
        public void propagate(int group) {
            if (gradients.wanted(0)) {
                Tensor dy = gradients.made().get(group);
                transposed.add(parameters, matrix.weights, dy, gradients.sum(0, group));
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
