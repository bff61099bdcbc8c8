package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of a surface, each with its sampling error: recomputed on surfaces that leave one shard out. */
final class SurfaceEstimates {
    private SurfaceEstimates() {}

    static List<Estimate> of(ShardLosses losses) {
        LossGrid all = losses.all();
        Measures measures = new Measures(losses::differenceError);
        Map<Metric, Double> values = measures.of(all);
        List<Map<Metric, Double>> left = new ArrayList<>();
        for (int shard = 0; losses.shards() > 1 && shard < losses.shards(); shard++) {
            left.add(measures.of(losses.without(shard)));
        }
        List<Estimate> estimates = new ArrayList<>();
        int points = all.loss().length;
        estimates.add(Estimate.exact(LossMetrics.POINTS, points, points));
        estimates.add(Estimate.exact(LossMetrics.NON_FINITE_POINTS, losses.nonFinite(), points));
        estimates.add(Estimate.exact(LossMetrics.MISSING_POINTS, losses.missing(), points));
        values.forEach((metric, value) -> {
            double half = Jackknife.halfWidth(left.stream()
                    .mapToDouble(each -> each.getOrDefault(metric, Double.NaN))
                    .toArray());
            estimates.add(Estimate.around(metric, value, half, Interval.SAMPLING, losses.shards()));
        });
        return List.copyOf(estimates);
    }
}
