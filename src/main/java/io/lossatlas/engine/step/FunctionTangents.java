package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.function.RowFunction;
import io.lossatlas.engine.kernel.function.RowTangents;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import java.util.List;

/**
 * A function of each element {@code y = f(x)} and its tangents: {@code Ry = f'(x) Rx}, {@code Rdx = f'(x) Rdy + f''(x) Rx dy}. The
 * gradient dy is kept, since its tensor is that of dx.
 */
final class FunctionTangents implements StepTangents {
    private final RowFunction function;
    private final RowTangents tangents;
    private final TangentPlace place;
    private final List<Tensor> x;
    private final List<Tensor> xAlong;
    private final List<Tensor> y;
    private final List<Tensor> yAlong;
    private final Tensor kept;

    FunctionTangents(FunctionStep step, RowFunction function, TangentPlace place) {
        this.function = function;
        this.tangents = new RowTangents(function);
        this.place = place;
        this.x = place.tensors().values().get(step.from());
        this.xAlong = place.tensors().tangents().get(step.from());
        this.y = place.tensors().values().get(step.makes());
        this.yAlong = place.tensors().tangents().get(step.makes());
        this.kept = place.workspace().gradients().get(y.get(0).shape());
    }

    @Override
    public void run(int group) {
        FunctionStep.run(function, x.get(group), y.get(group));
    }

    @Override
    public void runTangent(int group) {
        Tensor at = x.get(group);
        Tensor along = xAlong.get(group);
        Tensor to = yAlong.get(group);
        Shape shape = at.shape();
        int row = shape.width() * Lanes.LOGICAL;
        for (int c = 0; c < shape.channels(); c++) {
            for (int r = 0; r < shape.height(); r++) {
                for (int i = 0; i < row; i += RowFunction.MOST) {
                    tangents.value(
                            at.data(),
                            at.at(c, r, 0) + i,
                            along.data(),
                            along.at(c, r, 0) + i,
                            to.data(),
                            to.at(c, r, 0) + i,
                            Math.min(RowFunction.MOST, row - i));
                }
            }
        }
    }

    @Override
    public void backward(int group, int images) {
        if (place.gradients().wanted(0)) {
            Tensor dy = place.gradients().made().get(group);
            System.arraycopy(
                    dy.data(),
                    dy.offset(),
                    kept.data(),
                    kept.offset(),
                    dy.shape().size());
            FunctionStep.slope(function, x.get(group), dy);
            place.gradients().handOn(0, group);
        }
    }

    @Override
    public void backwardTangent(int group, int images) {
        if (place.tangents().wanted(0)) {
            slope(x.get(group), xAlong.get(group), place.tangents().made().get(group));
            place.tangents().handOn(0, group);
        }
    }

    private void slope(Tensor at, Tensor along, Tensor dyAlong) {
        Shape shape = at.shape();
        int row = shape.width() * Lanes.LOGICAL;
        for (int c = 0; c < shape.channels(); c++) {
            for (int r = 0; r < shape.height(); r++) {
                for (int i = 0; i < row; i += RowFunction.MOST) {
                    tangents.slope(
                            at.data(),
                            at.at(c, r, 0) + i,
                            along.data(),
                            along.at(c, r, 0) + i,
                            kept.data(),
                            kept.at(c, r, 0) + i,
                            dyAlong.data(),
                            dyAlong.at(c, r, 0) + i,
                            Math.min(RowFunction.MOST, row - i));
                }
            }
        }
    }
}
