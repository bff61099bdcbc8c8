package io.lossatlas.surface;

import io.lossatlas.data.Shard;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.sums.LossSum;
import io.lossatlas.plane.sums.PairedSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Computes the sums of one grid point after another, with buffers that serve them all. Not thread safe. */
final class PointEvaluator implements PointWork.Points {
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
     * Rows of {@code losses}, one a shard.
     *
     * @param shards neighbours, in order: their examples are evaluated in one run, so that small shards fill the lanes
     */
    @Override
    public List<Row> rows(long point, List<Shard> shards) {
        SurfaceKey key = input.key();
        int i = input.grid().i(point);
        int j = input.grid().j(point);
        double alpha = input.grid().alpha(i);
        double beta = input.grid().beta(j);
        input.plane().point(input.weights(), alpha, beta, parameters);
        LossSum[] sums = sums(parameters, shards);
        boolean labelled = data.slice().hasLabels();
        List<Row> rows = new ArrayList<>(sums.length);
        for (int s = 0; s < sums.length; s++) {
            LossSum sum = sums[s];
            Shard shard = shards.get(s);
            Optional<PairedSums> paired = Optional.ofNullable(input.centre())
                    .map(centre -> PairedSums.of(
                            losses, shard.from() - shards.get(0).from(), centre, shard.from(), shard.examples()));
            rows.add(RowFactory.create(
                    key.plane(),
                    key.variant(),
                    key.step(),
                    key.split().text(),
                    key.bn().text(),
                    i,
                    j,
                    alpha,
                    beta,
                    shard.index(),
                    sum.examples(),
                    sum.lossSum(),
                    sum.lossSumSq(),
                    labelled ? sum.correct() : null,
                    sum.nonFinite(),
                    paired.map(PairedSums::centreSum).orElse(null),
                    paired.map(PairedSums::centreSumSq).orElse(null),
                    paired.map(PairedSums::productSum).orElse(null)));
        }
        return rows;
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

    /**
     * The loss of each example of a shard at the plane's centre.
     *
     * @return {@code double[shard.examples()]}
     */
    double[] centreLosses(Shard shard) {
        sums(input.weights(), List.of(shard));
        return Arrays.copyOf(losses, shard.examples());
    }

    /** Images that one point of these shards costs, calibration included. */
    @Override
    public long images(List<Shard> shards) {
        long images = input.recalibrates() ? data.calibration().count() : 0;
        for (Shard shard : shards) {
            images += shard.examples();
        }
        return images;
    }

    @Override
    public void startAfresh() {
        evaluator.close();
        evaluator = input.engine().evaluator();
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
