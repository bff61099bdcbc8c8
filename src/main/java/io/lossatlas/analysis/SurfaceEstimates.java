package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.surface.MeasuredSurface;
import io.lossatlas.analysis.surface.SurfaceContext;
import io.lossatlas.plane.LossGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of a surface, each with its sampling error: recomputed on surfaces that leave one shard out. */
final class SurfaceEstimates {
    private SurfaceEstimates() {}

    static List<Estimate> of(String type, GuessingLoss guessing, ShardLosses losses) {
        SurfaceContext context = new SurfaceContext(
                type, guessing, losses.nonFinite(), losses.missing(), losses::differenceError, losses.filledIn());
        MetricValues whole = measure(losses.all(), context);
        List<Map<Metric, Double>> left = new ArrayList<>();
        for (int shard = 0; losses.shards() > 1 && shard < losses.shards(); shard++) {
            left.add(measure(losses.without(shard), context).sampled());
        }
        List<Estimate> estimates = new ArrayList<>();
        whole.exact().forEach((metric, value) -> estimates.add(Estimate.exact(metric, value)));
        whole.sampled().forEach((metric, value) -> {
            double half = Jackknife.halfWidth(left.stream()
                    .mapToDouble(each -> each.getOrDefault(metric, Double.NaN))
                    .toArray());
            estimates.add(Estimate.around(metric, value, half, Uncertainty.SAMPLING, losses.shards()));
        });
        return List.copyOf(estimates);
    }

    private static MetricValues measure(LossGrid losses, SurfaceContext context) {
        return MetricValues.of(Metrics.OF_SURFACES, new MeasuredSurface(losses, context));
    }
}
