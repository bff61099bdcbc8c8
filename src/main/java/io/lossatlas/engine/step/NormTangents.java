package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.NormGradient;
import io.lossatlas.engine.kernel.ReluGradient;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import java.util.Arrays;
import java.util.List;

/**
 * A batch normalisation with constant statistics, {@code y = s x + t} with {@code s = gamma / sqrt(variance + epsilon)} and
 * {@code t = beta - mean s}, both linear in scale and shift, and its tangents: {@code Ry = s Rx + Rs x + Rt},
 * {@code Rdx = s Rdy + Rs dy}, {@code Rds = x Rdy + Rx dy}.
 */
final class NormTangents implements StepTangents {
    private static final float NO_FLOOR = ConvolutionStep.NO_FLOOR;

    private final NormStep step;
    private final TangentPlace place;
    private final float[] scale;
    private final float[] shift;
    private final float[] scaleChange;
    private final float[] shiftChange;
    private final double[] inverse;
    private final double[] mean;
    private final Sums plain;
    private final Sums tangent;
    /** The gradient of what was made, kept since its tensor may become that of the gradient of what was read. */
    private final Tensor dz;

    private final ReluGradient relu = new ReluGradient();
    private final float[] sums = new float[Lanes.LOGICAL];
    private final float[] products = new float[Lanes.LOGICAL];
    private final double[] lanes = new double[Lanes.LOGICAL];

    NormTangents(NormStep step, TangentPlace place) {
        this.step = step;
        this.place = place;
        this.scale = new float[step.channels()];
        this.shift = new float[step.channels()];
        this.scaleChange = new float[step.channels()];
        this.shiftChange = new float[step.channels()];
        this.inverse = new double[step.channels()];
        this.mean = new double[step.channels()];
        this.plain = new Sums(step.channels());
        this.tangent = new Sums(step.channels());
        this.dz = Arena.of(List.of(
                        place.tensors().values().get(step.makes()).get(0).shape()))
                .get(0);
    }

    /**
     * Sums over a batch, by channel.
     *
     * @param slopes gradients of the factors
     * @param shifts gradients of the shifts
     */
    private record Sums(double[] slopes, double[] shifts) {
        Sums(int channels) {
            this(new double[channels], new double[channels]);
        }

        void clear() {
            Arrays.fill(slopes, 0);
            Arrays.fill(shifts, 0);
        }
    }

    @Override
    public void load(float[] folded) {
        for (int c = 0; c < scale.length; c++) {
            inverse[c] = step.norm().inverse(folded, c);
            mean[c] = folded[step.norm().mean() + c];
            double factor = folded[step.norm().gamma() + c] * inverse[c];
            scale[c] = (float) factor;
            shift[c] = (float) (folded[step.norm().beta() + c] - mean[c] * factor);
        }
    }

    @Override
    public void direct(float[] folded) {
        for (int c = 0; c < scale.length; c++) {
            double change = folded[step.norm().gamma() + c] * inverse[c];
            scaleChange[c] = (float) change;
            shiftChange[c] = (float) (folded[step.norm().beta() + c] - mean[c] * change);
        }
    }

    private Tensor value(int of, int group) {
        return place.tensors().values().get(of).get(group);
    }

    private Tensor tangent(int of, int group) {
        return place.tensors().tangents().get(of).get(group);
    }

    @Override
    public void run(int group) {
        for (int c = 0; c < scale.length; c++) {
            Affine.apply(value(step.from(), group), c, scale[c], shift[c], step.floor(), value(step.makes(), group));
        }
    }

    @Override
    public void runTangent(int group) {
        Tensor to = tangent(step.makes(), group);
        for (int c = 0; c < scale.length; c++) {
            Affine.apply(value(step.from(), group), c, scaleChange[c], shiftChange[c], NO_FLOOR, to);
            Affine.applyAdding(tangent(step.from(), group), to, c, scale[c], 0, NO_FLOOR, to);
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
        gate(place.gradients(), group, images, plain);
        Tensor dy = place.gradients().made().get(group);
        for (int c = 0; c < scale.length; c++) {
            Affine.apply(dy, c, 1, 0, NO_FLOOR, dz);
            deliver(place.gradients(), dz, group, c, scale[c], true);
        }
    }

    @Override
    public void backwardTangent(int group, int images) {
        gate(place.tangents(), group, images, tangent);
        for (int c = 0; c < scale.length; c++) {
            NormGradient.gate(dz, dz, tangent(step.from(), group), c, NO_FLOOR, 0, sums, products);
            tangent.slopes[c] += LaneTree.sum(products, images, lanes);
            deliver(place.tangents(), place.tangents().made().get(group), group, c, scale[c], true);
            deliver(place.tangents(), dz, group, c, scaleChange[c], false);
        }
    }

    private void gate(StepGradients gradients, int group, int images, Sums into) {
        Tensor dy = gradients.made().get(group);
        for (int c = 0; c < scale.length; c++) {
            NormGradient.gate(
                    dy, value(step.makes(), group), value(step.from(), group), c, step.floor(), 0, sums, products);
            into.shifts[c] += LaneTree.sum(sums, images, lanes);
            into.slopes[c] += LaneTree.sum(products, images, lanes);
        }
    }

    private static void deliver(
            StepGradients gradients, Tensor dy, int group, int channel, float factor, boolean first) {
        if (!gradients.wanted(0)) {
            return;
        }
        Tensor dx = gradients.tensor(0, group);
        if (first && gradients.overwrites(0)) {
            Affine.apply(dy, channel, factor, 0, NO_FLOOR, dx);
        } else {
            Affine.applyAdding(dy, dx, channel, factor, 0, NO_FLOOR, dx);
        }
    }

    @Override
    public void finish(float[] gradient) {
        finish(plain, gradient);
    }

    @Override
    public void finishTangent(float[] gradient) {
        finish(tangent, gradient);
    }

    private void finish(Sums found, float[] gradient) {
        for (int c = 0; c < scale.length; c++) {
            gradient[step.norm().gamma() + c] = (float) ((found.slopes[c] - mean[c] * found.shifts[c]) * inverse[c]);
            gradient[step.norm().beta() + c] = (float) found.shifts[c];
        }
    }
}
