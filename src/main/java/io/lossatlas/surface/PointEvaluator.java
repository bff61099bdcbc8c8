package io.lossatlas.surface;

import io.lossatlas.data.Shard;
import io.lossatlas.engine.Evaluator;
import java.util.List;

/** Computes the sums of one grid point after another, with buffers that serve them all. Not thread safe. */
final class PointEvaluator implements AutoCloseable {
    private final SurfaceInput input;
    private final EvaluationData data;
    private final float[] parameters;
    private final double[] losses;
    private final boolean[] correct;
    private Evaluator evaluator;

    PointEvaluator(SurfaceInput input, EvaluationData data) {
        this.input = input;
        this.data = data;
        int examples = input.shards().stream().mapToInt(Shard::examples).sum();
        this.parameters = new float[input.weights().length];
        this.losses = new double[examples];
        this.correct = new boolean[examples];
        this.evaluator = input.engine().evaluator();
    }

    /**
     * Sums over each of the shards, at the point of this index.
     *
     * @param shards neighbours, in order: their examples are evaluated in one run, so that small shards fill the lanes
     */
    LossSum[] sums(long point, List<Shard> shards) {
        double alpha = input.grid().alpha(input.grid().i(point));
        double beta = input.grid().beta(input.grid().j(point));
        input.plane().point(input.weights(), alpha, beta, parameters);
        return sums(parameters, shards);
    }

    /**
     * Sums over each of the shards, at weights that need lie on no grid.
     *
     * @param at {@code float[engine.layout().size()]}
     */
    LossSum[] sums(float[] at, List<Shard> shards) {
        evaluator.load(at);
        if (input.recalibrates()) {
            evaluator.recalibrate(data.calibration());
        }
        int first = shards.get(0).from();
        evaluator.evaluate(data.slice(), first, shards.get(shards.size() - 1).to(), losses, correct);
        LossSum[] sums = new LossSum[shards.size()];
        for (int s = 0; s < sums.length; s++) {
            Shard shard = shards.get(s);
            sums[s] = LossSum.of(losses, correct, shard.from() - first, shard.to() - first);
        }
        return sums;
    }

    /** Images that one point of these shards costs, calibration included. */
    long images(List<Shard> shards) {
        long images = input.recalibrates() ? data.calibration().count() : 0;
        for (Shard shard : shards) {
            images += shard.examples();
        }
        return images;
    }

    /** Goes on with a new evaluator, after one that threw and may be in any state. */
    void startAfresh() {
        evaluator.close();
        evaluator = input.engine().evaluator();
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
