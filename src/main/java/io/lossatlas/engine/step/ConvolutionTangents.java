package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.NormGradient;
import io.lossatlas.engine.kernel.ReluGradient;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.Arrays;

/**
 * A convolution step with its normalisation folded in, and its tangents. With folded filters {@code w} and their tangents
 * {@code u}: {@code Ry = w * Rx + u * x}, {@code Rdx = w' Rdy + u' dy}, {@code Rdw = Rx dy + x Rdy}.
 */
final class ConvolutionTangents implements StepTangents {
    private final ConvolutionStep step;
    private final TangentPlace place;
    private final int bias;
    private final int zeros;
    private final Convolution value;
    private final Convolution along;
    private final Convolution turned;
    private final DataGradient data;
    private final DataGradient turnedData;
    private final ReluGradient relu = new ReluGradient();
    private final Sums plain;
    private final Sums tangent;

    ConvolutionTangents(ConvolutionStep step, TangentPlace place) {
        this.step = step;
        this.place = place;
        Workspace workspace = place.workspace();
        this.zeros = workspace.zeros();
        int own = step.filter().bias() == Step.NONE ? zeros : step.filter().bias();
        this.bias = step.norm() == null ? own : step.norm().beta();
        this.value = step.filter().convolution(workspace);
        this.along = step.filter().convolution(workspace);
        this.turned = step.filter().convolution(workspace);
        this.data = new DataGradient(step.filter().shape(), workspace.backward());
        this.turnedData = new DataGradient(step.filter().shape(), workspace.backward());
        this.plain = new Sums(workspace, place.gradients());
        this.tangent = new Sums(place.second(), place.tangents());
    }

    /** Gradients of a batch by the folded filters and biases. */
    private final class Sums {
        private final StepGradients gradients;
        private final WeightGradient filters;
        private final double[] biases = new double[step.filter().channels()];
        private final float[] sums = new float[Lanes.LOGICAL];
        private final float[] products = new float[Lanes.LOGICAL];
        private final double[] lanes = new double[Lanes.LOGICAL];
        private final Tensor dz;

        Sums(Workspace workspace, StepGradients gradients) {
            this.gradients = gradients;
            this.filters = new WeightGradient(step.filter().shape(), workspace.sums());
            this.dz = workspace.gradients().get(step.filter().shape().out());
        }

        void clear() {
            filters.clear();
            Arrays.fill(biases, 0);
        }

        /** Backward through ReLU and addition; keeps what is left, since what it lies in may receive another gradient. */
        void gate(int group, int images) {
            Tensor dy = gradients.made().get(group);
            Tensor made = value(step.makes(), group);
            for (int c = 0; c < biases.length; c++) {
                NormGradient.gate(dy, made, made, c, step.floor(), 0, sums, products);
                biases[c] += LaneTree.sum(sums, images, lanes);
                Affine.apply(dy, c, 1, 0, ConvolutionStep.NO_FLOOR, dz);
            }
            if (step.adds()) {
                gradients.handOn(ConvolutionStep.ADDED, group);
            }
        }

        /** Adds a part of the gradient of the input; the first one overwrites. */
        void deliver(DataGradient by, Tensor from, int group, boolean first) {
            if (!gradients.wanted(0)) {
                return;
            }
            if (first && gradients.fresh(0)) {
                by.run(from, gradients.tensor(0, group));
            } else {
                by.runAdding(from, gradients.tensor(0, group));
            }
        }

        void finish(float[] gradient) {
            filters.finish(gradient, step.filter().weights());
            for (int c = 0; c < biases.length && bias != zeros; c++) {
                gradient[bias + c] = (float) biases[c];
            }
        }
    }

    @Override
    public void load(float[] folded) {
        value.load(folded, step.filter().weights(), bias);
        along.load(folded, step.filter().weights(), zeros);
        data.load(folded, step.filter().weights());
    }

    @Override
    public void direct(float[] folded) {
        turned.load(folded, step.filter().weights(), bias);
        turnedData.load(folded, step.filter().weights());
    }

    private Tensor value(int of, int group) {
        return place.tensors().values().get(of).get(group);
    }

    private Tensor tangent(int of, int group) {
        return place.tensors().tangents().get(of).get(group);
    }

    @Override
    public void run(int group) {
        Tensor to = value(step.makes(), group);
        if (step.adds()) {
            value.runAdding(value(step.from(), group), value(step.added(), group), step.floor(), to);
        } else {
            value.run(value(step.from(), group), step.floor(), to);
        }
    }

    @Override
    public void runTangent(int group) {
        Tensor to = tangent(step.makes(), group);
        if (step.adds()) {
            turned.runAdding(value(step.from(), group), tangent(step.added(), group), ConvolutionStep.NO_FLOOR, to);
        } else {
            turned.run(value(step.from(), group), ConvolutionStep.NO_FLOOR, to);
        }
        if (step.from() != 0) {
            along.runAdding(tangent(step.from(), group), to, ConvolutionStep.NO_FLOOR, to);
        }
        if (step.floor() == 0) {
            relu.run(to, value(step.makes(), group));
        }
    }

    @Override
    public void clear() {
        plain.clear();
        tangent.clear();
    }

    @Override
    public void backward(int group, int images) {
        plain.gate(group, images);
        plain.filters.add(value(step.from(), group), plain.dz);
        plain.deliver(data, plain.dz, group, true);
    }

    @Override
    public void backwardTangent(int group, int images) {
        tangent.gate(group, images);
        tangent.filters.add(value(step.from(), group), tangent.dz);
        if (step.from() != 0) {
            tangent.filters.add(tangent(step.from(), group), plain.dz);
        }
        tangent.deliver(data, tangent.dz, group, true);
        tangent.deliver(turnedData, plain.dz, group, false);
    }

    @Override
    public void finish(float[] gradient) {
        plain.finish(gradient);
    }

    @Override
    public void finishTangent(float[] gradient) {
        tangent.finish(gradient);
    }

    /**
     * Of {@code w' = w gamma / s}, {@code bias' = beta - mean gamma / s} with {@code s = sqrt(variance + epsilon)} constant:
     * {@code Rw' = u gamma / s + w Rgamma / s}, {@code Rbias' = Rbeta - mean Rgamma / s}, in double and rounded once.
     */
    static void foldTangent(ConvolutionStep step, float[] parameters, float[] tangent, float[] folded) {
        for (int c = 0; c < step.filter().channels(); c++) {
            double inverse = step.norm().inverse(parameters, c);
            double scale = parameters[step.norm().gamma() + c] * inverse;
            double change = tangent[step.norm().gamma() + c] * inverse;
            folded[step.norm().beta() + c] = (float)
                    (tangent[step.norm().beta() + c] - parameters[step.norm().mean() + c] * change);
            for (int n = first(step, c); n < first(step, c + 1); n++) {
                folded[n] = (float) (tangent[n] * scale + parameters[n] * change);
            }
        }
    }

    /** Gradients by folded filters and biases as those by filters, scale and shift. */
    static void unfold(ConvolutionStep step, float[] parameters, double[] gradient) {
        for (int c = 0; c < step.filter().channels(); c++) {
            double inverse = step.norm().inverse(parameters, c);
            double scale = parameters[step.norm().gamma() + c] * inverse;
            double product = 0;
            for (int n = first(step, c); n < first(step, c + 1); n++) {
                product += parameters[n] * gradient[n];
                gradient[n] *= scale;
            }
            double shift =
                    parameters[step.norm().mean() + c] * gradient[step.norm().beta() + c];
            gradient[step.norm().gamma() + c] = (product - shift) * inverse;
        }
    }

    /** The derivative of {@link #unfold} along a direction. */
    static void unfoldTangent(
            ConvolutionStep step, float[] parameters, float[] tangent, double[] gradient, double[] change) {
        for (int c = 0; c < step.filter().channels(); c++) {
            double inverse = step.norm().inverse(parameters, c);
            double scale = parameters[step.norm().gamma() + c] * inverse;
            double scaleChange = tangent[step.norm().gamma() + c] * inverse;
            double product = 0;
            for (int n = first(step, c); n < first(step, c + 1); n++) {
                product += parameters[n] * change[n] + tangent[n] * gradient[n];
                change[n] = change[n] * scale + gradient[n] * scaleChange;
            }
            double shift =
                    parameters[step.norm().mean() + c] * change[step.norm().beta() + c];
            change[step.norm().gamma() + c] = (product - shift) * inverse;
        }
    }

    private static int first(ConvolutionStep step, int channel) {
        int length = step.filter().shape().weights() / step.filter().channels();
        return step.filter().weights() + channel * length;
    }
}
