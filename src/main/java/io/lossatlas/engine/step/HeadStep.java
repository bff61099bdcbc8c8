package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.PlaneMeans;
import io.lossatlas.engine.kernel.Planes;
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
import io.lossatlas.graph.shape.Role;
import java.util.Arrays;
import java.util.List;

/**
 * Global average pooling and a dense layer: the head of a residual network.
 *
 * @param channels of what it reads
 * @param outputs number of neurons
 * @param weights index of the first of {@code [outputs][channels]} weights
 * @param bias index of the first bias
 * @param from value that it reads
 * @param makes value that it makes
 */
public record HeadStep(int channels, int outputs, int weights, int bias, int from, int makes) implements Step {
    private static final int L = Lanes.LOGICAL;

    static Step of(Dense op, Node dense, int channels, int from) {
        int weights = dense.parameter(Role.DENSE).offset();
        return new HeadStep(
                channels, op.outputs(), weights, dense.parameter(Role.BIAS).offset(), from, NONE);
    }

    @Override
    public List<String> together() {
        return List.of("GlobalAveragePool", "Dense");
    }

    @Override
    public Step into(int value) {
        return new HeadStep(channels, outputs, weights, bias, from, value);
    }

    @Override
    public boolean ends(int parameter) {
        return parameter == weights || parameter == bias;
    }

    @Override
    public List<Operand> reads() {
        return List.of(Operand.whole(from));
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        return new Evaluation(this, values.get(from), values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new HeadTangents(this, place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(this, tensors);
    }

    /** Means of planes, {@code [channel][16]}, times weights, in the order of channels. */
    private void dense(float[] pooled, float[] parameters, Tensor vector) {
        float[] to = vector.data();
        int first = vector.at(0, 0, 0);
        for (int k = 0; k < outputs; k++) {
            for (int lane = 0; lane < L; lane++) {
                to[first + k * L + lane] = parameters[bias + k];
            }
            for (int c = 0; c < channels; c++) {
                float weight = parameters[weights + k * channels + c];
                for (int lane = 0; lane < L; lane++) {
                    int at = first + k * L + lane;
                    to[at] = Math.fma(pooled[c * L + lane], weight, to[at]);
                }
            }
        }
    }

    private static final class Evaluation implements StepEvaluation {
        private final HeadStep step;
        private final Tensor from;
        private final Tensor to;
        private final PlaneMeans means = new PlaneMeans();
        private final float[] pooled;
        private float[] parameters;

        Evaluation(HeadStep step, Tensor from, Tensor to) {
            this.step = step;
            this.from = from;
            this.to = to;
            this.pooled = new float[step.channels * L];
        }

        @Override
        public void load(float[] folded) {
            parameters = folded;
        }

        @Override
        public void run() {
            means.run(from, pooled, 0);
            step.dense(pooled, parameters, to);
        }
    }

    private static final class Forward implements StepForward {
        private final HeadStep step;
        private final List<Tensor> from;
        private final List<Tensor> to;
        private final PlaneMeans means = new PlaneMeans();
        private final float[][] pooled;
        private float[] parameters;

        Forward(HeadStep step, BatchTensors tensors) {
            this.step = step;
            this.from = tensors.of(step.from);
            this.to = tensors.of(step.makes);
            this.pooled = new float[to.size()][step.channels * L];
        }

        @Override
        public void begin(float[] point) {
            parameters = point;
        }

        @Override
        public void run(int group, int images) {
            means.run(from.get(group), pooled[group], 0);
            step.dense(pooled[group], parameters, to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients);
        }
    }

    private static final class Backward implements StepBackward {
        private final HeadStep step;
        private final Forward forward;
        private final StepGradients gradients;
        private final float[] dPooled = new float[L];
        private final float[] products = new float[L];
        private final double[] lanes = new double[L];
        private final double[] sums;
        private float[] parameters;

        Backward(Forward forward, StepGradients gradients) {
            this.step = forward.step;
            this.forward = forward;
            this.gradients = gradients;
            this.sums = new double[step.outputs * (step.channels + 1)];
        }

        @Override
        public void clear() {
            Arrays.fill(sums, 0);
        }

        @Override
        public void settle(float[] point, float[] gradient) {
            parameters = point;
        }

        @Override
        public void apply(int group, int images) {
            Tensor vector = gradients.made().get(group);
            int first = vector.at(0, 0, 0);
            int n = 0;
            for (int k = 0; k < step.outputs; k++) {
                for (int c = 0; c < step.channels; c++) {
                    for (int lane = 0; lane < L; lane++) {
                        products[lane] = vector.data()[first + k * L + lane] * forward.pooled[group][c * L + lane];
                    }
                    sums[n++] += LaneTree.sum(products, images, lanes);
                }
            }
            for (int k = 0; k < step.outputs; k++) {
                System.arraycopy(vector.data(), first + k * L, products, 0, L);
                sums[n++] += LaneTree.sum(products, images, lanes);
            }
        }

        @Override
        public void propagate(int group) {
            if (!gradients.wanted(0)) {
                return;
            }
            Tensor vector = gradients.made().get(group);
            float[] dLogits = vector.data();
            int first = vector.at(0, 0, 0);
            Tensor dx = gradients.tensor(0, group);
            float share = PlaneMeans.share(dx);
            for (int c = 0; c < step.channels; c++) {
                Arrays.fill(dPooled, 0);
                for (int k = 0; k < step.outputs; k++) {
                    float weight = parameters[step.weights + k * step.channels + c] * share;
                    for (int lane = 0; lane < L; lane++) {
                        dPooled[lane] = Math.fma(dLogits[first + k * L + lane], weight, dPooled[lane]);
                    }
                }
                if (gradients.fresh(0)) {
                    Planes.fill(dx, c, dPooled, 0);
                } else {
                    Planes.add(dx, c, dPooled);
                }
            }
        }

        @Override
        public void finish(float[] gradient) {
            int count = step.outputs * step.channels;
            for (int n = 0; n < count; n++) {
                gradient[step.weights + n] = (float) sums[n];
            }
            for (int k = 0; k < step.outputs; k++) {
                gradient[step.bias + k] = (float) sums[count + k];
            }
        }
    }
}
