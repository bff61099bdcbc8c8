package io.lossatlas.engine.step.pass;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.ReluGradient;
import io.lossatlas.engine.kernel.Tensor;
import java.util.List;

/** A step that has no parameters and is linear but for a rectifier at its end, whose second derivative is 0. */
public final class LinearTangents implements StepTangents {
    private final TangentPlace place;
    private final List<Integer> reads;
    private final int makes;
    private final boolean rectifies;
    private final Linear linear;
    private final Tensor[] from;
    private final ReluGradient relu = new ReluGradient();

    /** A linear map of values. */
    public interface Linear {
        /** Makes the value of those that it reads. */
        void run(Tensor[] from, Tensor to);

        /** Delivers a group's gradients by the transposed map. */
        void propagate(StepGradients gradients, int group);
    }

    /**
     * A linear step.
     *
     * @param reads values that it reads
     * @param makes value that it makes
     * @param rectifies whether it ends with ReLU
     */
    public LinearTangents(TangentPlace place, List<Integer> reads, int makes, boolean rectifies, Linear linear) {
        this.place = place;
        this.reads = reads;
        this.makes = makes;
        this.rectifies = rectifies;
        this.linear = linear;
        this.from = new Tensor[reads.size()];
    }

    @Override
    public void run(int group) {
        Tensor to = apply(place.tensors().values(), group);
        for (int c = 0; rectifies && c < to.shape().channels(); c++) {
            Affine.apply(to, c, 1, 0, 0, to);
        }
    }

    @Override
    public void runTangent(int group) {
        Tensor to = apply(place.tensors().tangents(), group);
        if (rectifies) {
            relu.run(to, place.tensors().values().get(makes).get(group));
        }
    }

    private Tensor apply(List<List<Tensor>> tensors, int group) {
        for (int n = 0; n < from.length; n++) {
            from[n] = tensors.get(reads.get(n)).get(group);
        }
        Tensor to = tensors.get(makes).get(group);
        linear.run(from, to);
        return to;
    }

    @Override
    public void backward(int group, int images) {
        propagate(place.gradients(), group);
    }

    @Override
    public void backwardTangent(int group, int images) {
        propagate(place.tangents(), group);
    }

    private void propagate(StepGradients gradients, int group) {
        if (rectifies) {
            relu.run(
                    gradients.made().get(group),
                    place.tensors().values().get(makes).get(group));
        }
        linear.propagate(gradients, group);
    }
}
