package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.PlaneMeans;
import io.lossatlas.engine.kernel.Planes;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import java.util.Arrays;

/**
 * Global average pooling {@code p} and a dense layer {@code y = w p + b}, and its tangents: {@code Ry = w Rp + u p + Rb},
 * {@code Rdw = Rdy p + dy Rp}, {@code Rdp = w' Rdy + u' dy}.
 */
final class HeadTangents implements StepTangents {
    private static final int L = Lanes.LOGICAL;

    private final HeadStep step;
    private final TangentPlace place;
    private final PlaneMeans means = new PlaneMeans();
    private final float[][] pooled;
    private final float[][] pooledTangents;
    private final double[] sums;
    private final double[] tangentSums;
    private final float[] products = new float[L];
    private final float[] slopes = new float[L];
    private final double[] lanes = new double[L];
    private float[] parameters;
    private float[] direction;

    HeadTangents(HeadStep step, TangentPlace place) {
        this.step = step;
        this.place = place;
        int groups = place.tensors().values().get(step.makes()).size();
        this.pooled = new float[groups][step.channels() * L];
        this.pooledTangents = new float[groups][step.channels() * L];
        this.sums = new double[step.outputs() * (step.channels() + 1)];
        this.tangentSums = new double[sums.length];
    }

    @Override
    public void load(float[] folded) {
        parameters = folded;
    }

    @Override
    public void direct(float[] folded) {
        direction = folded;
    }

    @Override
    public void run(int group) {
        means.run(place.tensors().values().get(step.from()).get(group), pooled[group], 0);
        Tensor to = place.tensors().values().get(step.makes()).get(group);
        begin(parameters, to);
        add(pooled[group], parameters, to);
    }

    @Override
    public void runTangent(int group) {
        means.run(place.tensors().tangents().get(step.from()).get(group), pooledTangents[group], 0);
        Tensor to = place.tensors().tangents().get(step.makes()).get(group);
        begin(direction, to);
        add(pooled[group], direction, to);
        add(pooledTangents[group], parameters, to);
    }

    private void begin(float[] biases, Tensor vector) {
        for (int k = 0; k < step.outputs(); k++) {
            int at = vector.at(0, 0, k);
            Arrays.fill(vector.data(), at, at + L, biases[step.bias() + k]);
        }
    }

    /** Adds the products with means of planes, in the order of channels. */
    private void add(float[] of, float[] weights, Tensor vector) {
        float[] to = vector.data();
        for (int k = 0; k < step.outputs(); k++) {
            int at = vector.at(0, 0, k);
            for (int c = 0; c < step.channels(); c++) {
                float weight = weights[step.weights() + k * step.channels() + c];
                for (int lane = 0; lane < L; lane++) {
                    to[at + lane] = Math.fma(of[c * L + lane], weight, to[at + lane]);
                }
            }
        }
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(tangentSums, 0);
    }

    @Override
    public void backward(int group, int images) {
        StepGradients gradients = place.gradients();
        Tensor dy = gradients.made().get(group);
        addWeights(dy, pooled[group], images, sums);
        addBiases(dy, images, sums);
        deliver(gradients, group, dy, parameters, true);
    }

    @Override
    public void backwardTangent(int group, int images) {
        StepGradients gradients = place.tangents();
        Tensor dy = place.gradients().made().get(group);
        Tensor change = gradients.made().get(group);
        addWeights(change, pooled[group], images, tangentSums);
        addWeights(dy, pooledTangents[group], images, tangentSums);
        addBiases(change, images, tangentSums);
        deliver(gradients, group, change, parameters, true);
        deliver(gradients, group, dy, direction, false);
    }

    private void addWeights(Tensor dy, float[] of, int images, double[] into) {
        int n = 0;
        for (int k = 0; k < step.outputs(); k++) {
            int at = dy.at(0, 0, k);
            for (int c = 0; c < step.channels(); c++) {
                for (int lane = 0; lane < L; lane++) {
                    products[lane] = dy.data()[at + lane] * of[c * L + lane];
                }
                into[n++] += LaneTree.sum(products, images, lanes);
            }
        }
    }

    private void addBiases(Tensor dy, int images, double[] into) {
        int n = step.outputs() * step.channels();
        for (int k = 0; k < step.outputs(); k++) {
            System.arraycopy(dy.data(), dy.at(0, 0, k), products, 0, L);
            into[n++] += LaneTree.sum(products, images, lanes);
        }
    }

    private void deliver(StepGradients gradients, int group, Tensor dy, float[] weights, boolean first) {
        if (!gradients.wanted(0)) {
            return;
        }
        Tensor dx = gradients.tensor(0, group);
        float share = PlaneMeans.share(dx);
        for (int c = 0; c < step.channels(); c++) {
            Arrays.fill(slopes, 0);
            for (int k = 0; k < step.outputs(); k++) {
                float weight = weights[step.weights() + k * step.channels() + c] * share;
                int at = dy.at(0, 0, k);
                for (int lane = 0; lane < L; lane++) {
                    slopes[lane] = Math.fma(dy.data()[at + lane], weight, slopes[lane]);
                }
            }
            if (first && gradients.fresh(0)) {
                Planes.fill(dx, c, slopes, 0);
            } else {
                Planes.add(dx, c, slopes);
            }
        }
    }

    @Override
    public void finish(float[] gradient) {
        finish(sums, gradient);
    }

    @Override
    public void finishTangent(float[] gradient) {
        finish(tangentSums, gradient);
    }

    private void finish(double[] found, float[] gradient) {
        int weights = step.outputs() * step.channels();
        for (int n = 0; n < weights; n++) {
            gradient[step.weights() + n] = (float) found[n];
        }
        for (int k = 0; k < step.outputs(); k++) {
            gradient[step.bias() + k] = (float) found[weights + k];
        }
    }
}
