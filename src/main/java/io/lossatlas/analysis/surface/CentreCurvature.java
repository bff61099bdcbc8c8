package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.ANY;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.LossGrid;
import java.util.List;

/** Eigenvalues of the {@link Hessian} at (0, 0). Absent on a line, and where (0, 0) is no inner point of the grid. */
public final class CentreCurvature implements MetricFamily<MeasuredSurface> {
    /** The smaller. */
    public static final Metric CENTRE_LAMBDA_MIN = new Metric(
            "centre_lambda_min",
            SURFACE,
            "loss / (alpha, beta)^2",
            ANY,
            "Least curvature in the plane at the trained network.",
            "lambda_min at (0, 0)");

    /** The larger. */
    public static final Metric CENTRE_LAMBDA_MAX = new Metric(
            "centre_lambda_max",
            SURFACE,
            "loss / (alpha, beta)^2",
            ANY,
            "Largest curvature in the plane at the trained network.",
            "lambda_max at (0, 0)");

    @Override
    public List<Metric> metrics() {
        return List.of(CENTRE_LAMBDA_MIN, CENTRE_LAMBDA_MAX);
    }

    @Override
    public Section section() {
        return Section.CURVATURE;
    }

    @Override
    public String summary() {
        return "curvature in the plane at the trained network";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        LossGrid losses = surface.losses();
        if (losses.isPlane() && losses.hasCentre() && !losses.isEdge(Centre.index(losses))) {
            Hessian hessian = Hessian.at(losses, losses.centreI(), losses.centreJ());
            values.add(CENTRE_LAMBDA_MIN, hessian.min());
            values.add(CENTRE_LAMBDA_MAX, hessian.max());
        }
    }
}
