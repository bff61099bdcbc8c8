package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.MatrixProducts;
import io.lossatlas.engine.kernel.OuterProducts;
import io.lossatlas.engine.kernel.ReluGradient;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import java.util.Arrays;
import java.util.List;

/**
 * A dense layer {@code y = w x + b} along rows, and its tangents: {@code Ry = w Rx + u x + Rb}, {@code Rdw = Rdy x + dy Rx},
 * {@code Rdx = w' Rdy + u' dy}.
 */
final class DenseTangents implements StepTangents {
    private static final int L = Lanes.LOGICAL;

    private final DenseStep step;
    private final DenseStep.Matrix matrix;
    private final TangentPlace place;
    private final List<Tensor> x;
    private final List<Tensor> y;
    private final List<Tensor> xTangents;
    private final List<Tensor> yTangents;
    private final Products value;
    private final Products along;
    private final OuterProducts outer;
    private final ReluGradient relu = new ReluGradient();
    private final double[] biases;
    private final double[] biasTangents;
    private final float[] more;
    private final float[] row = new float[L];
    private final double[] lanes = new double[L];
    private int groups;

    DenseTangents(DenseStep step, TangentPlace place) {
        this.step = step;
        this.matrix = step.matrix();
        this.place = place;
        this.x = place.tensors().values().get(step.from());
        this.y = place.tensors().values().get(step.makes());
        this.xTangents = place.tensors().tangents().get(step.from());
        this.yTangents = place.tensors().tangents().get(step.makes());
        int vectors = vectors(y.get(0));
        this.value = new Products(vectors);
        this.along = new Products(vectors);
        this.outer = matrix.outer(y.size() * vectors);
        this.biases = new double[matrix.outputs()];
        this.biasTangents = new double[matrix.outputs()];
        this.more = new float[matrix.outputs() * matrix.inputs()];
    }

    private static int vectors(Tensor tensor) {
        return tensor.shape().channels() * tensor.shape().height();
    }

    /** Products with a matrix and its transpose. */
    private final class Products {
        private final MatrixProducts products;
        private final MatrixProducts transposed;
        private float[] parameters;

        Products(int vectors) {
            this.products = matrix.products(vectors);
            this.transposed = matrix.transposed(vectors);
        }

        void load(float[] folded) {
            parameters = folded;
            products.load(folded, matrix.weights());
            transposed.load(folded, matrix.weights());
        }

        void begin(Tensor to) {
            for (int v = 0; v < vectors(to); v++) {
                if (matrix.bias() == Step.NONE) {
                    int at = to.at(v / to.shape().height(), v % to.shape().height(), 0);
                    Arrays.fill(to.data(), at, at + matrix.outputs() * L, 0);
                } else {
                    products.spread(parameters, matrix.bias(), to, v);
                }
            }
        }
    }

    @Override
    public void load(float[] folded) {
        value.load(folded);
    }

    @Override
    public void direct(float[] folded) {
        along.load(folded);
    }

    @Override
    public void run(int group) {
        Tensor to = y.get(group);
        value.begin(to);
        value.products.add(x.get(group), to);
        for (int c = 0; c < to.shape().channels() && step.floor() == 0; c++) {
            Affine.apply(to, c, 1, 0, 0, to);
        }
    }

    @Override
    public void runTangent(int group) {
        Tensor to = yTangents.get(group);
        along.begin(to);
        along.products.add(x.get(group), to);
        value.products.add(xTangents.get(group), to);
        if (step.floor() == 0) {
            relu.run(to, y.get(group));
        }
    }

    @Override
    public void clear() {
        groups = 0;
        Arrays.fill(biases, 0);
        Arrays.fill(biasTangents, 0);
    }

    @Override
    public void backward(int group, int images) {
        groups = Math.max(groups, group + 1);
        StepGradients gradients = place.gradients();
        gate(gradients, group, images, biases);
        if (gradients.wanted(0)) {
            value.transposed.add(gradients.made().get(group), gradients.sum(0, group));
        }
    }

    @Override
    public void backwardTangent(int group, int images) {
        StepGradients gradients = place.tangents();
        gate(gradients, group, images, biasTangents);
        if (gradients.wanted(0)) {
            Tensor sum = gradients.sum(0, group);
            value.transposed.add(gradients.made().get(group), sum);
            along.transposed.add(place.gradients().made().get(group), sum);
        }
    }

    private void gate(StepGradients gradients, int group, int images, double[] into) {
        Tensor dy = gradients.made().get(group);
        if (step.floor() == 0) {
            relu.run(dy, y.get(group));
        }
        for (int o = 0; o < matrix.outputs() && matrix.bias() != Step.NONE; o++) {
            columnSum(dy, o);
            into[o] += LaneTree.sum(row, images, lanes);
        }
    }

    private void columnSum(Tensor dy, int column) {
        Arrays.fill(row, 0);
        for (int v = 0; v < vectors(dy); v++) {
            int at = dy.at(v / dy.shape().height(), v % dy.shape().height(), column);
            for (int lane = 0; lane < L; lane++) {
                row[lane] += dy.data()[at + lane];
            }
        }
    }

    @Override
    public void finish(float[] gradient) {
        matrix.gradient(outer, x, place.gradients().made(), groups, gradient);
        finish(biases, gradient);
    }

    @Override
    public void finishTangent(float[] gradient) {
        matrix.gradient(outer, xTangents, place.gradients().made(), groups, gradient);
        System.arraycopy(gradient, matrix.weights(), more, 0, more.length);
        matrix.gradient(outer, x, place.tangents().made(), groups, gradient);
        for (int n = 0; n < more.length; n++) {
            gradient[matrix.weights() + n] += more[n];
        }
        finish(biasTangents, gradient);
    }

    private void finish(double[] found, float[] gradient) {
        for (int o = 0; o < found.length && matrix.bias() != Step.NONE; o++) {
            gradient[matrix.bias() + o] = (float) found[o];
        }
    }
}
