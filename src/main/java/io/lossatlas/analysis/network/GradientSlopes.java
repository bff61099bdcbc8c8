package io.lossatlas.analysis.network;

import static io.lossatlas.analysis.metric.Metric.Group.NETWORK;
import static io.lossatlas.analysis.metric.Metric.Range.ANY;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** How gradients grow or shrink from layer to layer as training begins: the {@link Slope} of a step; n counts layers or steps. */
public final class GradientSlopes implements MetricFamily<TrainingHistory> {
    /** The last step that counts as the beginning. */
    public static final int STEPS = 10;

    private static final String PER_LAYER = "ln / layer";

    /** Before training. */
    public static final Metric GRADIENT_SLOPE_INITIAL = new Metric(
            "gradient_slope_initial",
            NETWORK,
            PER_LAYER,
            ANY,
            "Growth of ln gradient norm from layer to layer before the first update: negative explodes towards the input.",
            "least-squares slope of ln grad_norm on layer at step 0, over layers of the main path with grad_norm > 0");

    /** As training begins. */
    public static final Metric GRADIENT_SLOPE_FIRST_TEN = new Metric(
            "gradient_slope_first_ten",
            NETWORK,
            PER_LAYER,
            ANY,
            "Growth of ln gradient norm from layer to layer through the first ten steps.",
            "mean of the slopes of the recorded ones of steps 1 to 10, each as gradient_slope_initial");

    /** After ten steps. */
    public static final Metric GRADIENT_SLOPE_STEP_TEN = new Metric(
            "gradient_slope_step_ten",
            NETWORK,
            PER_LAYER,
            ANY,
            "Growth of ln gradient norm from layer to layer after ten updates: positive vanishes towards the input.",
            "the slope of step 10, as gradient_slope_initial");

    @Override
    public List<Metric> metrics() {
        return List.of(GRADIENT_SLOPE_INITIAL, GRADIENT_SLOPE_FIRST_TEN, GRADIENT_SLOPE_STEP_TEN);
    }

    @Override
    public Section section() {
        return Section.NETWORK;
    }

    @Override
    public String summary() {
        return "trainability: gradients explode towards the input below 0, vanish above";
    }

    @Override
    public void measure(TrainingHistory history, MetricValues values) {
        double sum = 0;
        int steps = 0;
        for (Map.Entry<Integer, SortedMap<Integer, Double>> norms :
                history.gradientNorms().entrySet()) {
            int step = norms.getKey();
            Slope slope = Slope.of(norms.getValue());
            if (step == 0) {
                values.addExact(GRADIENT_SLOPE_INITIAL, slope.perLayer(), slope.layers());
            } else if (Double.isFinite(slope.perLayer())) {
                sum += slope.perLayer();
                steps++;
            }
            if (step == STEPS) {
                values.addExact(GRADIENT_SLOPE_STEP_TEN, slope.perLayer(), slope.layers());
            }
        }
        values.addExact(GRADIENT_SLOPE_FIRST_TEN, sum / steps, steps);
    }
}
