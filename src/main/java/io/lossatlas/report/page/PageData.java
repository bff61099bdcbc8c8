package io.lossatlas.report.page;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.Viridis;
import io.lossatlas.report.page.data.CurvatureMapData;
import io.lossatlas.report.page.data.Packed;
import io.lossatlas.report.page.data.PathData;
import io.lossatlas.report.page.data.SpectrumData;
import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Network;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.Surface;
import io.lossatlas.results.TrainingCurve;
import io.lossatlas.results.TrainingOutcome;
import java.util.Arrays;
import java.util.List;

/**
 * What the program of a page draws from, in the form in which the page holds it: JSON.
 *
 * @param viridis 256 colours of six hexadecimal digits each
 * @param guessing loss of guessing on the data, in nats, as surfaces have it; null where there is none
 * @param trainingGuessing the same of trainings
 * @param labelled whether examples have labels, and so points an accuracy
 * @param lossName what the losses of surfaces are
 * @param lossUnit what stands behind one in a sentence
 * @param networks in the order of the page
 * @param planes that have surfaces
 * @param surfaces in the order of the networks, each network's on a plane by step
 * @param paths of the planes that are made from other weights
 * @param spectra of the networks that have any
 * @param maps of the ends of the spectrum over planes
 * @param curves along the training
 * @param gradients of the networks that have any
 * @param metrics names, in the order of the page
 * @param numbers the rows of the metrics at the last step of each
 */
record PageData(
        String viridis,
        Double guessing,
        Double trainingGuessing,
        boolean labelled,
        String lossName,
        String lossUnit,
        List<NetworkData> networks,
        List<PlaneData> planes,
        List<SurfaceData> surfaces,
        List<PathData> paths,
        List<SpectrumData> spectra,
        List<CurvatureMapData> maps,
        List<CurveData> curves,
        List<GradientData> gradients,
        List<MetricData> metrics,
        MetricNumbers numbers) {

    static PageData of(Contents contents) {
        Results results = contents.results();
        List<MetricValue> metrics = contents.metrics();
        MetricTables tables = MetricTables.of(metrics);
        return new PageData(
                Viridis.listed(),
                known(results.guessing()),
                known(results.trainingGuessing()),
                results.labelled(),
                results.guessing().isKnown()
                        ? "loss (nats)"
                        : results.guessing().lossName(),
                results.guessing().unit(),
                results.outcomes().stream().map(NetworkData::of).toList(),
                contents.planes().entrySet().stream()
                        .map(plane -> PlaneData.of(plane.getKey(), plane.getValue(), results))
                        .toList(),
                contents.surfaces().keySet().stream()
                        .map(key -> SurfaceData.of(contents, key))
                        .toList(),
                PathData.of(results, contents.surfaces().keySet()),
                SpectrumData.of(results.curvature()),
                CurvatureMapData.of(results),
                results.curves().stream().map(CurveData::of).toList(),
                contents.gradients().stream().map(GradientData::of).toList(),
                tables.metrics(),
                tables.numbers(metrics));
    }

    private static Double known(GuessingLoss guessing) {
        return guessing.isKnown() ? guessing.loss() : null;
    }

    /** A network: what its name tells, and what became of it. */
    record NetworkData(String id, int depth, String wiring, String rest, String status, int step) {
        static NetworkData of(TrainingOutcome outcome) {
            Network network = outcome.network();
            return new NetworkData(
                    network.id(), network.depth(), network.wiring(), network.rest(), outcome.status(), outcome.step());
        }
    }

    /**
     * The points of a plane that are drawn.
     *
     * @param type its kind
     * @param normalize how its directions are scaled
     * @param end name of what lies at alpha = 1, nothing where the plane is no line between networks
     * @param chosen whether its range, and with it the coordinates of each surface, was chosen through each network
     * @param alphas coordinates along x
     * @param betas coordinates along y
     */
    record PlaneData(
            String id, String type, String normalize, String end, boolean chosen, double[] alphas, double[] betas) {
        static PlaneData of(String id, Contents.Points points, Results results) {
            return new PlaneData(
                    id,
                    results.manifest().plane(id).type(),
                    results.normalize(id).text(),
                    results.otherEnd(id),
                    results.isChosen(id),
                    points.sampling().alphas(points.grid()),
                    points.sampling().betas(points.grid()));
        }
    }

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

    /**
     * The points of a surface that a page draws.
     *
     * @param points base64 of seven bytes for each point, alpha by alpha: loss (three), its standard error (two), accuracy
     *     (two, see {@link Packed}), 0 of examples without labels; a point that is not published has neither accuracy nor loss
     * @param step of the weights at its centre
     * @param alphas coordinates along x where they are not the plane's: chosen through its network, or fewer; null otherwise
     * @param betas coordinates along y, likewise
     * @param computed base64 of a bit for each point, 0 where it was left out and is filled in; null where none is
     */
    record SurfaceData(
            String variant,
            String plane,
            int step,
            String split,
            String bn,
            double[] alphas,
            double[] betas,
            String computed,
            String points) {
        static SurfaceData of(Contents contents, SurfaceKey key) {
            Results results = contents.results();
            Sampling sampling = contents.surfaces().get(key);
            Surface surface = results.surface(key, sampling);
            boolean own = results.isChosen(key.plane())
                    || !sampling.equals(contents.planes().get(key.plane()).sampling());
            Packed packed = new Packed();
            for (int point = 0; point < surface.points(); point++) {
                packed.number(surface.loss()[point])
                        .coarse(surface.lossSe()[point])
                        .share(share(surface, point));
            }
            return new SurfaceData(
                    surface.key().variant(),
                    surface.key().plane(),
                    surface.key().step(),
                    surface.key().split().text(),
                    surface.key().bn().text(),
                    own ? sampling.alphas(results.grid(key)) : null,
                    own ? sampling.betas(results.grid(key)) : null,
                    surface.filledIn() > 0 ? Packed.bits(surface.computed()) : null,
                    packed.base64());
        }
    }

    private static double share(Surface surface, int point) {
        double accuracy = surface.accuracy()[point];
        return Double.isNaN(accuracy) && surface.examples()[point] > 0 ? 0 : accuracy;
    }

    /** A training curve; the arrays are base64 of three bytes a number (see {@link Packed}). */
    record CurveData(String variant, String split, String steps, String loss, String accuracy) {
        static CurveData of(TrainingCurve curve) {
            return new CurveData(
                    curve.network().id(),
                    curve.split(),
                    Packed.numbers(curve.steps()),
                    Packed.numbers(curve.loss()),
                    Packed.numbers(curve.accuracy()));
        }
    }

    /**
     * Gradient norms of a network.
     *
     * @param steps probed updates, ascending
     * @param layers names of the layers on the main path, from the input
     * @param norms base64 of three bytes each (see {@link Packed}), layer by layer
     */
    record GradientData(String variant, int[] steps, List<String> layers, String norms) {
        static GradientData of(GradientGrid grid) {
            double[] norms =
                    Arrays.stream(grid.norms()).flatMapToDouble(Arrays::stream).toArray();
            return new GradientData(grid.network().id(), grid.steps(), grid.names(), Packed.numbers(norms));
        }
    }
}
