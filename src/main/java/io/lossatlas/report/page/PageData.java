package io.lossatlas.report.page;

import io.lossatlas.report.Network;
import java.util.List;

/**
 * What the program of a page draws from, in the form in which the page holds it: JSON.
 *
 * @param viridis 256 colours of six hexadecimal digits each
 * @param normalize how the directions are scaled
 * @param networks in the order of the page
 * @param axes coordinates of the points that are drawn
 * @param surfaces in the order of the networks
 * @param curves along the training
 * @param gradients of the networks that have any
 * @param metrics names, in the order of the page
 * @param numbers the rows of the metrics
 */
record PageData(
        String viridis,
        String normalize,
        List<NetworkData> networks,
        Axes axes,
        List<SurfaceData> surfaces,
        List<Curve> curves,
        List<GradientData> gradients,
        List<MetricData> metrics,
        MetricNumbers numbers) {

    /** A network: what its name tells, and what became of it. */
    record NetworkData(String id, int depth, String wiring, String rest, String status, int step) {
        static NetworkData of(Outcome outcome) {
            Network network = outcome.network();
            return new NetworkData(
                    network.id(), network.depth(), network.wiring(), network.rest(), outcome.status(), outcome.step());
        }
    }

    /**
     * The points that are drawn.
     *
     * @param alphas coordinates along x
     * @param betas coordinates along y
     */
    record Axes(double[] alphas, double[] betas) {}

    /** A metric and what it means. */
    record MetricData(String name, String group, String unit, String meaning) {}

    /**
     * The rows of the metrics.
     *
     * @param texts that occur in them
     * @param rows index of the metric; indices of variant, plane, split, bn and interval among the texts; value, low and
     *     high in five significant digits, text where they are not finite; how many draws the interval comes from
     */
    record MetricNumbers(List<String> texts, List<List<Object>> rows) {}
}
