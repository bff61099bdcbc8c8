package io.lossatlas.analysis.network;

import static io.lossatlas.analysis.metric.Metric.Group.CURVATURE;
import static io.lossatlas.analysis.metric.Metric.Range.ANY;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.MetricValues.Bounded;
import io.lossatlas.analysis.metric.MetricValues.Probed;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.analysis.network.NetworkCurvature.Quantity;
import java.util.List;

/**
 * Curvature of the loss in all directions at a network's own weights, from table {@code curvature}, which has the error of each
 * value: eigenvalues lie within the bounds of their residuals, traces are means over probes. n counts examples, of traces probes. {@code H} is the Hessian of the mean loss over all trainable parameters, {@code G} its generalised
 * Gauss-Newton matrix.
 */
public final class SpectrumEnds implements MetricFamily<NetworkCurvature> {
    private static final String PER_SQUARE = "loss/weight^2";
    private static final String HESSIAN = "hessian";
    private static final String GGN = "ggn";
    private static final String GRADIENT = "gradient";
    private static final String LAMBDA_MAX = "lambda_max";
    private static final String TRACE = "trace";

    /** The upper end of the Hessian's spectrum. */
    public static final Metric HESSIAN_LAMBDA_MAX = new Metric(
            "hessian_lambda_max", CURVATURE, PER_SQUARE, ANY, "Largest eigenvalue of the Hessian.", "lambda_max(H)");

    /** The lower end, with its sign. */
    public static final Metric HESSIAN_LAMBDA_MIN = new Metric(
            "hessian_lambda_min",
            CURVATURE,
            PER_SQUARE,
            ANY,
            "Smallest eigenvalue of the Hessian, with its sign: negative where the loss falls away in some direction.",
            "lambda_min(H)");

    /** How far from convex. */
    public static final Metric HESSIAN_RATIO = new Metric(
            "hessian_ratio",
            CURVATURE,
            "",
            NON_NEGATIVE,
            "Size of the smallest eigenvalue in shares of the largest: 0 where the loss is convex to second order.",
            "|min(0, lambda_min(H))| / lambda_max(H); absent where lambda_max is not positive");

    /** Sum of all eigenvalues. */
    public static final Metric HESSIAN_TRACE = new Metric(
            "hessian_trace",
            CURVATURE,
            PER_SQUARE,
            ANY,
            "Trace of the Hessian, estimated from random probes.",
            "trace(H), by Hutchinson");

    /** The largest eigenvalue without the network's own second derivatives. */
    public static final Metric GGN_LAMBDA_MAX = new Metric(
            "ggn_lambda_max",
            CURVATURE,
            PER_SQUARE,
            NON_NEGATIVE,
            "Largest eigenvalue of the generalised Gauss-Newton matrix.",
            "lambda_max(G)");

    /** The trace without them. */
    public static final Metric GGN_TRACE = new Metric(
            "ggn_trace",
            CURVATURE,
            PER_SQUARE,
            NON_NEGATIVE,
            "Trace of the generalised Gauss-Newton matrix, estimated from random probes.",
            "trace(G), by Hutchinson");

    /** GGN against Hessian. */
    public static final Metric GGN_TO_HESSIAN = new Metric(
            "ggn_to_hessian",
            CURVATURE,
            "",
            ANY,
            "Largest eigenvalue of the Gauss-Newton matrix in shares of the Hessian's: 1 where the network's own second "
                    + "derivatives add nothing to it.",
            "lambda_max(G) / lambda_max(H); absent where lambda_max(H) is not positive");

    /** Sharpness as SAM has it. */
    public static final Metric SAM_SHARPNESS = new Metric(
            "sam_sharpness",
            CURVATURE,
            "loss",
            ANY,
            "How much the loss rises by one step of length 0.05 up the gradient (Foret and others, 2021).",
            "L(w + 0.05 g / |g|) - L(w)");

    /** Sharpness along the gradient. */
    public static final Metric CRITICAL_SHARPNESS = new Metric(
            "critical_sharpness",
            CURVATURE,
            PER_SQUARE,
            NON_NEGATIVE,
            "Two over the smallest step down the gradient that makes the loss rise (Kalra and others).",
            "2 / min {eta: L(w - eta g) > L(w)}");

    @Override
    public List<Metric> metrics() {
        return List.of(
                HESSIAN_LAMBDA_MAX,
                HESSIAN_LAMBDA_MIN,
                HESSIAN_RATIO,
                HESSIAN_TRACE,
                GGN_LAMBDA_MAX,
                GGN_TRACE,
                GGN_TO_HESSIAN,
                SAM_SHARPNESS,
                CRITICAL_SHARPNESS);
    }

    @Override
    public Section section() {
        return Section.ALL_DIRECTIONS;
    }

    @Override
    public String summary() {
        return "the ends of the Hessian's spectrum, its trace, and sharpness";
    }

    @Override
    public void measure(NetworkCurvature found, MetricValues values) {
        Quantity largest = found.of(HESSIAN, LAMBDA_MAX);
        Quantity smallest = found.of(HESSIAN, "lambda_min");
        Quantity gauss = found.of(GGN, LAMBDA_MAX);
        long n = found.examples();
        values.addBounded(HESSIAN_LAMBDA_MAX, bounded(largest, n));
        values.addBounded(HESSIAN_LAMBDA_MIN, bounded(smallest, n));
        values.addProbed(HESSIAN_TRACE, probed(found.of(HESSIAN, TRACE)));
        values.addBounded(GGN_LAMBDA_MAX, bounded(gauss, n));
        values.addProbed(GGN_TRACE, probed(found.of(GGN, TRACE)));
        if (largest.value() > 0) {
            values.addBounded(
                    HESSIAN_RATIO,
                    share(
                            new Bounded(
                                    Math.max(0, -smallest.value()),
                                    Math.max(0, -smallest.value() - smallest.error()),
                                    Math.max(0, -smallest.value() + smallest.error()),
                                    n),
                            bounded(largest, n)));
            values.addBounded(GGN_TO_HESSIAN, share(bounded(gauss, n), bounded(largest, n)));
        }
        values.addExact(SAM_SHARPNESS, found.of(GRADIENT, "sam_sharpness").value(), n);
        values.addExact(
                CRITICAL_SHARPNESS, found.of(GRADIENT, "critical_sharpness").value(), n);
    }

    private static Bounded bounded(Quantity eigenvalue, long n) {
        return new Bounded(
                eigenvalue.value(),
                eigenvalue.value() - eigenvalue.error(),
                eigenvalue.value() + eigenvalue.error(),
                n);
    }

    /** Of non-negative and positive numbers; without bounds where the second may be 0. */
    private static Bounded share(Bounded part, Bounded of) {
        boolean known = of.low() > 0;
        return new Bounded(
                part.value() / of.value(),
                known ? part.low() / of.high() : Double.NaN,
                known ? part.high() / of.low() : Double.NaN,
                part.n());
    }

    private static Probed probed(Quantity trace) {
        return new Probed(trace.value(), trace.error(), trace.iterations());
    }
}
